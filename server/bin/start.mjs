// npm start: set-up, build where needed, and the server.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildClient, prepare, runUntilItEnds, top } from './prepare.mjs';

const env = prepare();
buildClient(env);
const settings = existsSync(join(top, '.env')) ? ['--env-file=.env'] : [];
runUntilItEnds('node', ['--disable-warning=ExperimentalWarning', ...settings, 'server/src/main.ts'], env);
