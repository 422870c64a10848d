// `npm start [-- --port N] [--no-open] [--model-server URL]`: install what is missing, build, serve,
// open. With a model server the page may contact that one address besides its own, and no other.
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { installIfNeeded, root, run, withPinnedNode } from './install.mjs';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4173' },
    'no-open': { type: 'boolean', default: false },
    'model-server': { type: 'string' },
  },
});

if (values['model-server']) {
  // The origin alone: what is allowed is said in the policy, and what is asked in the app.
  process.env.VITE_MODEL_SERVER = new URL(values['model-server']).origin;
}
installIfNeeded();
run('vite', ['build']);

const args = ['preview', '--host', 'localhost', '--port', values.port];
if (!values['no-open']) args.push('--open');
const server = spawn('vite', args, {
  cwd: root,
  stdio: 'inherit',
  env: withPinnedNode(),
  shell: process.platform === 'win32',
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));
server.on('exit', (code) => process.exit(code ?? 0));
