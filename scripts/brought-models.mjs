// Models that whoever serves the app put beside it by `npm run model -- add`: a folder for each, not
// copied into the build, since they are large.
import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, normalize, sep } from 'node:path';

/** Not in git. */
export const broughtFolder =
  process.env.RUMMAGE_MODELS ?? join(import.meta.dirname, '../brought-models');

/** Beside each model: its files with their sizes and hashes. */
export const listName = 'files.json';

export function broughtList(folder = broughtFolder) {
  if (!existsSync(folder)) return { models: [] };
  const models = readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, listName)))
    .map((name) => ({ name, ...JSON.parse(readFileSync(join(folder, name, listName), 'utf8')) }));
  return { models };
}

/**
 * A Vite plugin that serves the folder at `models/brought/`, with a list, in the dev server and in
 * the preview that `npm start` runs.
 *
 * @returns {import('vite').Plugin}
 */
export function broughtModels() {
  const serve = (server) => {
    server.middlewares.use('/models/brought', (request, response, next) => {
      const path = decodeURIComponent(new URL(request.url, 'http://x').pathname).slice(1);
      if (path === 'index.json') {
        response.setHeader('Content-Type', 'application/json');
        response.end(JSON.stringify(broughtList()));
        return;
      }
      const file = normalize(join(broughtFolder, path));
      const isInside = file.startsWith(normalize(broughtFolder) + sep);
      if (!isInside || !existsSync(file) || !statSync(file).isFile()) return next();
      response.setHeader('Content-Length', statSync(file).size);
      createReadStream(file).pipe(response);
    });
  };
  return { name: 'brought-models', configureServer: serve, configurePreviewServer: serve };
}
