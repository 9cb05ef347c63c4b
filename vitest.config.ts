import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{shared,server,client}/src/**/*.test.{ts,tsx}'],
    environment: 'node',
    // Long enough for a machine that many share: only what fails waits so long.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
