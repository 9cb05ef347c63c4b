// The browser for tests and bench: one that is installed, else Debian's package, else Playwright's own download. The
// headless shell comes first: without a window to paint it needs half of the time that the whole browser does.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { run } from './prepare.mjs';

const installed = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The path of a Chromium that is there, or an empty string. */
export function installedChromium() {
  return [process.env.CHROMIUM_PATH, ...installed].find((path) => path && existsSync(path)) ?? '';
}

/** The path of a Chromium, or an empty string where Playwright's own is to be used. Installs one where there is none. */
export function findChromium(env) {
  const found = installedChromium();
  if (found) return found;
  if (installDebianPackage(env)) return installedChromium();
  run('playwright', ['install', '--only-shell', 'chromium'], env);
  return '';
}

function installDebianPackage(env) {
  if (!existsSync('/usr/bin/apt-get')) return false;
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  if (asRoot.length > 0 && spawnSync('sudo', ['-n', 'true']).status !== 0) return false;
  console.log("Installing Debian's chromium for the browser tests ...");
  const quiet = { ...env, DEBIAN_FRONTEND: 'noninteractive' };
  const aptGet = (...args) => {
    const [command, ...rest] = [...asRoot, 'apt-get', ...args];
    return run(command, rest, quiet, { stdio: ['ignore', 'ignore', 'inherit'] }) === 0;
  };
  const install = (name) => aptGet('install', '-y', '-qq', '--no-install-recommends', name);
  // Older releases have the whole browser only.
  return aptGet('update', '-qq') && (install('chromium-headless-shell') || install('chromium'));
}
