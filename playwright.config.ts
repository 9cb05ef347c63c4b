import { availableParallelism } from 'node:os';
import { defineConfig } from '@playwright/test';

const chromium = process.env.CHROMIUM_PATH;

export default defineConfig({
  testDir: 'client/e2e',
  // Long enough for a machine that many share: only what fails waits so long.
  timeout: 300_000,
  expect: { timeout: 45_000 },
  // Test by test: by file the longest would come last, and one worker would wait for the other.
  fullyParallel: true,
  workers: Math.min(4, Math.max(2, availableParallelism())),
  forbidOnly: Boolean(process.env.CI),
  // A machine under load may be too slow once; what does not pass at the first try is named in the summary.
  retries: process.env.CI ? 2 : 0,
  outputDir: 'test-results',
  use: {
    viewport: { width: 1440, height: 900 },
    // What a person does waits for what is not there as long as what is expected does, not for the whole test.
    actionTimeout: 60_000,
    locale: 'en-US',
    // Nothing fades in or out, so no step waits for it and no color is judged half on its way.
    contextOptions: { reducedMotion: 'reduce' },
    // Tracing takes a third of a run's time, so only what failed once is traced.
    trace: 'on-first-retry',
    launchOptions: {
      ...(chromium ? { executablePath: chromium } : {}),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
