import { playwright } from '@vitest/browser-playwright';
import { defineConfig, mergeConfig } from 'vitest/config';
import { launchOptions } from './scripts/chromium.mjs';
import { dualEncoderFiles } from './tests/tiny-dual-encoder/write.mjs';
import viteConfig from './vite.config.ts';

export default mergeConfig(
  viteConfig,
  defineConfig({
    test: {
      projects: [
        {
          extends: true,
          test: { name: 'unit', environment: 'node', include: ['tests/unit/**/*.test.ts'] },
        },
        {
          extends: true,
          test: {
            name: 'browser',
            include: ['tests/browser/**/*.test.ts'],
            testTimeout: 60_000,
            browser: {
              enabled: true,
              headless: true,
              screenshotFailures: false,
              provider: playwright({ launchOptions: launchOptions() }),
              instances: [{ browser: 'chromium' }],
              commands: {
                /** Files of a tiny model by path, in base64. */
                dualEncoder: (_context, ...args: Parameters<typeof dualEncoderFiles>) =>
                  Array.from(dualEncoderFiles(...args), ([path, content]) => [
                    path,
                    Buffer.from(content).toString('base64'),
                  ]),
              },
            },
          },
        },
      ],
    },
  }),
);
