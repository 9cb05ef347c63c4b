// npm run bench: what Galley's speed is, each figure beside a peer's or a floor's of the same run.
import { installedChromium } from './chromium.mjs';
import { buildClient, prepare, runUntilItEnds } from './prepare.mjs';

const env = prepare();
buildClient(env);
runUntilItEnds('node', ['server/src/bench/bench.ts', ...process.argv.slice(2)], {
  ...env,
  CHROMIUM_PATH: installedChromium(),
});
