import { defineConfig } from '@playwright/test';
import { launchOptions } from './scripts/chromium.mjs';

const port = Number(process.env.PORT ?? 4199);

/** `npm run test:long`, see docs/reliability.md. */
const isLong = process.env.npm_lifecycle_event === 'test:long';

/** Against the built app, served as `npm start` serves it. */
export default defineConfig({
  testDir: isLong ? 'tests/long' : 'tests/e2e',
  timeout: 300_000,
  expect: { timeout: 30_000 },
  // Each test loads its own encoder; two at a time would only share the same cores.
  workers: 1,
  reporter: 'list',
  use: {
    baseURL: `http://localhost:${port}`,
    launchOptions: launchOptions(),
    viewport: { width: 1280, height: 800 },
    // It would save 93 MB behind each test. Its own tests allow it.
    serviceWorkers: 'block',
    trace: 'retain-on-failure',
  },
  webServer: {
    command: `vite preview --host localhost --port ${port} --strictPort`,
    port,
    reuseExistingServer: false,
  },
});
