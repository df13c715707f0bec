import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/vscode/**', 'test/clients/**', 'node_modules/**'],
    setupFiles: ['test/support/seed.ts'],
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // Vitest would leave one core to itself: on two, that is half of the machine.
    maxWorkers: '100%',
  },
});
