// npm run dev: the server restarts and the browser reloads when their files change.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { prepare, runUntilItEnds, top } from './prepare.mjs';

const settings = `${top}/.env`;
if (existsSync(settings)) process.loadEnvFile?.(settings);
const env = prepare();
const port = process.env.PORT ?? '3000';
const client = spawn('vite', [], {
  cwd: `${top}/client`,
  env: { ...env, GALLEY_DEV_SERVER: `http://127.0.0.1:${port}` },
  stdio: 'inherit',
});
process.on('exit', () => client.kill());
// Vite's page speaks to the server through its proxy, from its own origin.
const origins = process.env.ALLOWED_ORIGINS ?? 'http://localhost:5173,http://127.0.0.1:5173';
runUntilItEnds('node', ['--watch', '--watch-preserve-output', 'server/src/main.ts'], {
  ...env,
  ALLOWED_ORIGINS: origins,
});
