// `npm run model -- add NAME|OWNER/NAME|PATH`, `list`, `remove NAME`: puts a model beside the app, for
// all who open it from this server. What is fetched is verified, and taken up where it broke off.
import { createHash } from 'node:crypto';
import {
  cpSync,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { broughtFolder, broughtList, listName } from './brought-models.mjs';

const usage = `npm run model -- add NAME     a model of the catalogue, one of the hub (owner/name), or a folder
npm run model -- list         what is beside the app, and what the catalogue has
npm run model -- remove NAME

  --precision q8,fp16,fp32    what to fetch; 8 and 16 bits where nothing is said
  --hub ADDRESS               another server with the hub's addresses; https://huggingface.co else`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    precision: { type: 'string', default: 'q8,fp16' },
    hub: { type: 'string', default: 'https://huggingface.co' },
  },
});
const [command, name] = positionals;

/** The app's own modules, by the bundler that builds it: Node 20 reads no TypeScript. */
async function appModels() {
  const { createServer } = await import('vite');
  const server = await createServer({
    server: { middlewareMode: true, hmr: false, ws: false },
    appType: 'custom',
    logLevel: 'error',
    optimizeDeps: { noDiscovery: true, include: [] },
  });
  try {
    return await server.ssrLoadModule('/src/models/index.ts');
  } finally {
    await server.close();
  }
}

async function hashOf(path, kind = 'sha256', before = '') {
  const hash = createHash(kind).update(before);
  for await (const piece of createReadStream(path)) hash.update(piece);
  return hash.digest('hex');
}

async function getJson(url) {
  const response = await fetch(url);
  if (response.ok) return response.json();
  throw new Error(`${url} answered with status ${response.status}.`);
}

/** Goes on where a former run broke off. */
async function fetchFile(url, target, bytes) {
  mkdirSync(dirname(target), { recursive: true });
  const part = `${target}.part`;
  for (let tries = 0; ; tries++) {
    const there = existsSync(part) ? statSync(part).size : 0;
    if (there === bytes && existsSync(part)) break;
    try {
      const headers = there > 0 ? { Range: `bytes=${there}-` } : {};
      const response = await fetch(url, { headers });
      if (!response.ok || !response.body) throw new Error(`status ${response.status}`);
      const flags = response.status === 206 ? 'a' : 'w';
      await pipeline(Readable.fromWeb(response.body), createWriteStream(part, { flags }));
    } catch (error) {
      if (tries >= 4) throw new Error(`${url} cannot be fetched: ${error.message}`);
      await new Promise((done) => setTimeout(done, 500 * 2 ** tries));
      continue;
    }
    // Nothing broke off: asked again it would be the same.
    const came = statSync(part).size;
    if (came === bytes) break;
    rmSync(part);
    throw new Error(`${url} has ${came} bytes, not the ${bytes} that the hub lists.`);
  }
  return part;
}

async function isListed(part, { size, oid, lfs }) {
  if (lfs) return (await hashOf(part)) === lfs.oid;
  return (await hashOf(part, 'sha1', `blob ${size}\0`)) === oid;
}

async function fromHub(repo, folder, models) {
  const { sha } = await getJson(`${values.hub}/api/models/${repo}`);
  const tree = await getJson(`${values.hub}/api/models/${repo}/tree/${sha}?recursive=1`);
  const files = new Map(tree.filter(({ type }) => type === 'file').map((one) => [one.path, one]));
  const address = (path) => `${values.hub}/${repo}/resolve/${sha}/${path}`;
  const config = await getJson(address('config.json'));
  const { paths } = models.layoutOf([...files.keys()], config, values.precision.split(','));
  for (const path of paths) {
    const file = files.get(path);
    const bytes = file.lfs?.size ?? file.size;
    const target = join(folder, path);
    if (existsSync(target) && (await isListed(target, file))) continue;
    process.stdout.write(`${path} (${(bytes / 1e6).toFixed(1)} MB)\n`);
    const part = await fetchFile(address(path), target, bytes);
    if (!(await isListed(part, file))) {
      rmSync(part);
      throw new Error(`${path} is not the file that the hub lists. Run this again.`);
    }
    renameSync(part, target);
  }
  return paths;
}

function fromFolder(source, folder, models) {
  const all = readdirSync(source, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(source, join(entry.parentPath, entry.name)).split(sep).join('/'));
  if (!all.includes('config.json')) throw new Error(`${source} has no config.json.`);
  const config = JSON.parse(readFileSync(join(source, 'config.json'), 'utf8'));
  const { paths } = models.layoutOf(all, config);
  for (const path of paths) cpSync(join(source, path), join(folder, path), { recursive: true });
  return paths;
}

async function add() {
  const models = await appModels();
  const isFolder = existsSync(name) && statSync(name).isDirectory();
  const repo = models.catalogueEntry(name)?.repo ?? name;
  if (!isFolder && !/^[\w.-]+\/[\w.-]+$/.test(repo)) {
    const known = models.catalogue.map((entry) => entry.name).join(', ');
    throw new Error(`${name} is no folder, and not in the catalogue, which has: ${known}`);
  }
  const folder = join(
    broughtFolder,
    models.modelNameOf(isFolder ? basename(resolve(name)) : repo.split('/').pop()),
  );
  const paths = isFolder
    ? fromFolder(resolve(name), folder, models)
    : await fromHub(repo, folder, models);
  const files = [];
  for (const path of paths) {
    const file = join(folder, path);
    files.push({ path, bytes: statSync(file).size, sha256: await hashOf(file) });
  }
  writeFileSync(join(folder, listName), JSON.stringify({ files }));
  console.log(`${basename(folder)} is offered in Settings now.`);
}

async function list() {
  const { catalogue } = await appModels();
  const here = broughtList().models.map((model) => model.name);
  console.log(`Beside the app: ${here.join(', ') || 'none'}`);
  for (const { name: short, title, languages, licence } of catalogue) {
    console.log(`${short.padEnd(32)} ${title}, ${languages}, ${licence}`);
  }
}

function remove() {
  const folder = join(broughtFolder, basename(name));
  if (!existsSync(join(folder, listName))) throw new Error(`${name} is not beside the app.`);
  rmSync(folder, { recursive: true });
  console.log(`${name} is removed. Who has added it in their browser keeps it.`);
}

const commands = { add, list, remove };
try {
  if (!commands[command] || (command !== 'list' && !name)) throw new Error(usage);
  await commands[command]();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
