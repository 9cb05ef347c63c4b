// The files by which Galley is run elsewhere, read by the programs that they are for, where these are on this machine. What is not there
// is named as skipped.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const top = fileURLToPath(new URL('../..', import.meta.url));
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'galley-deploy-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The file as an operator would have it here, with these words in the place of others. */
function adapted(file: string, name: string, words: Record<string, string>): string {
  let text = readFileSync(join(top, file), 'utf8');
  for (const [from, to] of Object.entries(words)) {
    expect(text).toContain(from);
    text = text.replaceAll(from, to);
  }
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** A certificate and its key in one file, for nobody. */
function certificate(): string {
  const [key, certificate, both] = ['key.pem', 'certificate.pem', 'galley.pem'].map((name) =>
    join(folder, name),
  ) as [string, string, string];
  const made = spawnSync('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1'],
    ...['-subj', '/CN=desk.example.org', '-keyout', key, '-out', certificate],
  ]);
  expect(made.status, String(made.stderr)).toBe(0);
  writeFileSync(both, readFileSync(key, 'utf8') + readFileSync(certificate, 'utf8'));
  return both;
}

interface Check {
  program: string;
  /** What has to answer with success for the program to be there, with what it needs. */
  there: string[][];
  file: string;
  /** The arguments with which it checks the file. */
  check(): string[];
  env?: Record<string, string>;
}

const checks: Check[] = [
  {
    program: 'haproxy',
    there: [
      ['haproxy', '-v'],
      ['openssl', 'version'],
    ],
    file: 'deploy/haproxy.cfg',
    // The nodes have their names in the composed network alone.
    check: () => [
      '-dr',
      '-c',
      '-f',
      adapted('deploy/haproxy.cfg', 'haproxy.cfg', { '/etc/haproxy/galley.pem': certificate() }),
    ],
  },
  {
    program: 'systemd-analyze',
    there: [['systemd-analyze', '--version']],
    file: 'deploy/galley.service',
    check: () => [
      'verify',
      adapted('deploy/galley.service', 'galley.service', { '/usr/bin/node': process.execPath }),
    ],
  },
  {
    program: 'caddy',
    there: [['caddy', 'version']],
    file: 'deploy/Caddyfile',
    check: () => ['validate', '--adapter', 'caddyfile', '--config', join(top, 'deploy/Caddyfile')],
    env: { GALLEY_HOST: 'desk.example.org' },
  },
  {
    program: 'docker',
    there: [['docker', 'compose', 'version']],
    file: 'compose.yaml',
    check: () => {
      copyFileSync(join(top, 'compose.yaml'), join(folder, 'compose.yaml'));
      return ['compose', '--file', join(folder, 'compose.yaml'), 'config', '--quiet'];
    },
    env: { GALLEY_HOST: 'desk.example.org', POSTGRES_PASSWORD: 'secret', SECRET: 'x'.repeat(32) },
  },
];

test.for(checks)('$program takes $file', ({ program, there, file, check, env }, { skip }) => {
  const missing = there.find(([name = '', ...words]) => spawnSync(name, words).status !== 0);
  if (missing) skip(`there is no ${missing.join(' ')} on this machine: ${file} is not checked by it`);
  const { status, stdout, stderr } = spawnSync(program, check(), {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  expect(status, `${stdout}${stderr}`).toBe(0);
});
