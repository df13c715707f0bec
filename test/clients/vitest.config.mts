import { defineConfig } from 'vitest/config';

/** Other editors drive the built language server: `npm run test:clients`. */
export default defineConfig({
  test: {
    include: ['test/clients/*.test.ts'],
    globalSetup: 'test/clients/setup.ts',
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
