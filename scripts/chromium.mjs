import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';

/**
 * Where a Chromium for the tests is found or got from, in this order: one named by
 * RUMMAGE_CHROMIUM, the test tool's own download, a system Chrome or Chromium, then an
 * installation (the test tool's download, or Debian's package where we are root).
 */
const systemPaths = [
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

function ownDownload() {
  try {
    const { chromium } = createRequire(import.meta.url)('playwright-core');
    return chromium.executablePath();
  } catch {
    return undefined;
  }
}

/** @returns {string | undefined} the path of an installed Chromium */
export function findChromium() {
  const candidates = [process.env.RUMMAGE_CHROMIUM, ownDownload(), ...systemPaths];
  return candidates.find((path) => path && existsSync(path));
}

/**
 * @returns {string} the path of a Chromium, installed now if none was found
 * @throws {Error} when there is none and none can be installed
 */
export function ensureChromium() {
  const found = findChromium();
  if (found) return found;
  const run = (command, args) =>
    spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  console.log('No Chromium found: trying the download of the test tool …');
  run('npx', ['playwright', 'install', 'chromium-headless-shell', 'chromium']);
  if (!findChromium() && process.platform === 'linux' && process.getuid?.() === 0) {
    console.log("Trying Debian's package …");
    run('apt-get', ['update', '-qq']);
    run('apt-get', ['install', '-y', '-qq', 'chromium']);
  }
  const installed = findChromium();
  if (installed) return installed;
  throw new Error(
    'No Chromium found and none could be installed. Install Chrome or Chromium, ' +
      'or name one in the variable RUMMAGE_CHROMIUM.',
  );
}

/**
 * An adapter of WebGPU by software, also where there is a graphics card: SwiftShader, which comes with
 * Chromium. Very slow, for tiny models only.
 */
const emulatedWebgpu = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];

/** Launch options for Playwright, with an emulated adapter of WebGPU. */
export function webgpuLaunchOptions() {
  const options = launchOptions();
  return { ...options, args: [...options.args, ...emulatedWebgpu] };
}

/** Launch options for Playwright; the flags keep the browser itself from calling home. */
export function launchOptions() {
  return {
    executablePath: findChromium(),
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-quic',
      '--no-first-run',
    ],
  };
}
