// npm run chaos: people write while nodes, database and Redis fail. It needs PostgreSQL at DATABASE_URL and Redis at REDIS_URL,
// or at their standard local ports.
import { prepare, runUntilItEnds } from './prepare.mjs';

runUntilItEnds(
  'node',
  ['--disable-warning=ExperimentalWarning', 'server/src/chaos/main.ts', ...process.argv.slice(2)],
  prepare(),
);
