// What every command does first: dependencies as the lock file says, and a current Node beside whichever Node is
// installed. Runs on Node 20 before anything is installed, so it uses nothing but Node itself.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's top folder. */
export const top = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const bundledNode = join(
  top,
  'node_modules',
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);
const stampFile = join(top, 'node_modules', '.galley-installed');

/**
 * Installs when the lock file has changed since the last time, and brings the Node that the `node` package names.
 * Gives the environment in which the project's programs run: that Node and the installed tools come first on the path.
 */
export function prepare() {
  if (Number(process.versions.node.split('.')[0]) < 20) fail('Galley needs Node 20 or newer to start.');
  const stamp = createHash('sha256')
    .update(readFileSync(join(top, 'package-lock.json')))
    .digest('hex');
  if (!existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== stamp) {
    console.log('Installing dependencies (once, and again when the lock file changes) ...');
    rmSync(stampFile, { force: true });
    npm('ci', '--no-audit', '--no-fund', '--loglevel=error');
    npm('rebuild', 'node', '--ignore-scripts=false', '--loglevel=error');
    if (!existsSync(bundledNode))
      fail('The `node` package did not install its program; is the npm registry reachable?');
    writeFileSync(stampFile, stamp);
  }
  const path = [dirname(bundledNode), join(top, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
  return {
    ...process.env,
    PATH: path,
    TURBO_TELEMETRY_DISABLED: '1',
    DO_NOT_TRACK: '1',
    // Node keeps what it makes of the TypeScript files, which is a third of the work of a start.
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(top, 'node_modules', '.cache', 'node'),
  };
}

/** Runs a program in the foreground and gives its exit code. */
export function run(command, args, env, options = {}) {
  const { error, status } = spawnSync(command, args, { cwd: top, env, stdio: 'inherit', ...options });
  if (error) fail(`${command} could not be started: ${error.message}`);
  return status ?? 1;
}

/** Builds the client where something changed since the last build; turbo keeps the results by their inputs. */
export function buildClient(env) {
  const code = run('turbo', ['run', 'build', '--output-logs=errors-only', '--log-order=grouped'], env, {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (code !== 0) fail('The client could not be built; `npx turbo run build` shows why.');
}

/** Runs a program until it ends and passes the signals on that ask it to; ends this one with its code. */
export function runUntilItEnds(command, args, env) {
  const child = spawn(command, args, { cwd: top, env, stdio: 'inherit' });
  const orphaned = onceNpmIsGone(() => child.kill('SIGTERM'));
  // The terminal sends Ctrl-C to the whole group, so the child has it already; other senders reach only this process.
  process.on('SIGINT', () => clearInterval(orphaned));
  for (const signal of ['SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      clearInterval(orphaned);
      child.kill(signal);
    });
  }
  child.on('error', (error) => fail(`${command} could not be started: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
  return child;
}

/** Who asks npm to end reaches it and its shell only: then this process finds itself with another parent. */
function onceNpmIsGone(act) {
  if (process.env.npm_lifecycle_event === undefined) return undefined;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    act();
  }, 500);
  return timer;
}

/** Ends with one clear line. */
export function fail(message) {
  console.error(message);
  process.exit(1);
}

function npm(...args) {
  const code = run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, {
    ...process.env,
    // npm run's own settings would reach the inner npm.
    npm_config_ignore_scripts: undefined,
  });
  if (code !== 0) fail(`npm ${args[0]} failed.`);
}
