// The files by which Galley is run elsewhere agree with the package: paths, ports, the names of settings.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { articleParameter, articleSocketPath } from '@galley/shared/wire/messages.ts';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { readConfig, settingNames } from './config.ts';

const top = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string) => readFileSync(join(top, file), 'utf8');
const known = new Set([...settingNames, 'NODE_ENV']);
const unknown = (names: Iterable<string | undefined>) => [...names].filter((name) => !known.has(name ?? ''));
const matches = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found]) => found);

/** Of a service that runs Galley, or what Galley runs on. */
interface Service {
  environment?: Record<string, string>;
  stop_grace_period?: string;
  volumes?: string[];
}
const compose = parse(read('compose.yaml'), { merge: true }) as { services: Record<string, Service> };
const galleys = Object.entries(compose.services).filter(([name]) => name.startsWith('galley'));

test('every setting is in the example and in the README, and nothing else is', () => {
  const example = matches(read('.env.example'), /^#([A-Z_]+)=/gm);
  const table = matches(read('README.md'), /^\| `([A-Z_]+)` \|/gm);
  expect([...example].sort()).toEqual([...settingNames].sort());
  expect([...table].sort()).toEqual([...settingNames].sort());
});

test('the image copies what is there, and starts and asks what the package has', () => {
  const dockerfile = read('Dockerfile');
  const copied = matches(dockerfile, /^COPY (?!--from)(.+) \S+$/gm).flatMap(
    (files) => files?.split(' ') ?? [],
  );
  expect(copied.filter((file) => !existsSync(join(top, file)))).toEqual([]);
  const settings = matches(dockerfile, /^ENV (.+)$/gm).flatMap((line) => matches(line ?? '', /([A-Z_]+)=/g));
  expect(unknown(settings)).toEqual([]);
  expect(matches(dockerfile, /^EXPOSE (\d+)$/gm)).toEqual([String(readConfig({}).port)]);
  const [started = ''] = matches(dockerfile, /^CMD .*"(\S+\.ts)"\]$/gm);
  expect(existsSync(join(top, started))).toBe(true);
  expect(dockerfile).toContain('/health');
  expect(dockerfile).toMatch(/\nUSER node\n/);
  expect(read('server/src/app.ts')).toContain("'../../client/dist'");
  const lock = JSON.parse(read('package-lock.json')) as { packages: Record<string, { version?: string }> };
  const major = lock.packages['node_modules/node']?.version?.split('.')[0];
  expect(matches(dockerfile, /^FROM node:(\d+)/gm)).toEqual([major, major]);
});

test('the composed Galleys get settings that fit', () => {
  expect(galleys).toHaveLength(2);
  const values: Record<string, string> = {
    POSTGRES_PASSWORD: 'secret',
    GALLEY_HOST: 'desk.example.org',
    SECRET: 'x'.repeat(32),
  };
  for (const [, { environment = {}, stop_grace_period: grace = '' }] of galleys) {
    const settings = Object.fromEntries(
      Object.entries(environment).map(([name, value]) => [
        name,
        value.replace(/\$\{(\w+)[^}]*\}/g, (_, variable: string) => values[variable] ?? ''),
      ]),
    );
    expect(unknown(Object.keys(settings))).toEqual([]);
    const config = readConfig(settings);
    expect(config).toMatchObject({ publicUrl: 'https://desk.example.org', demo: false, trustProxy: 1 });
    for (const url of [config.databaseUrl, config.redisUrl])
      expect(Object.keys(compose.services)).toContain(new URL(url ?? '').hostname);
    expect(Number.parseInt(grace, 10) * 1000).toBeGreaterThan(config.shutdownMs);
  }
});

test('Caddy passes on to both Galleys and asks whether they can serve', () => {
  const caddyfile = read('deploy/Caddyfile');
  const [upstreams = ''] = matches(caddyfile, /reverse_proxy (.+) \{/g);
  const port = readConfig({}).port;
  expect(upstreams.split(' ')).toEqual(galleys.map(([name]) => `${name}:${port}`));
  expect(caddyfile).toContain('health_uri /ready');
  expect(compose.services.caddy?.volumes?.[0]).toMatch(/^\.\/deploy\/Caddyfile:/);
});

test('HAProxy keeps an article on one node, asks whether nodes can serve, and knows both', () => {
  const config = read('deploy/haproxy.cfg');
  const sections = new Map(
    config.split(/^(?=(?:global|defaults|frontend|backend)\b)/m).map((text) => {
      const [head = '', ...lines] = text.split('\n').map((line) => line.replace(/#.*/, '').trim());
      return [head, lines.filter((line) => line !== '')] as const;
    }),
  );
  const port = readConfig({}).port;
  const backends = [...sections].filter(([head]) => head.startsWith('backend'));
  expect(backends.map(([head]) => head)).toEqual(['backend nodes', 'backend by-article', 'backend alive']);
  for (const [, lines] of backends)
    expect(lines.filter((line) => line.startsWith('server ')).map((line) => line.split(' ')[2])).toEqual(
      galleys.map(([name]) => `${name}:${port}`),
    );
  const web = sections.get('frontend web') ?? [];
  // The browser names the article by the same parameter, on the path that the server knows.
  expect(web).toContain(
    `http-request set-var(txn.article) urlp(${articleParameter}) if { path ${articleSocketPath} }`,
  );
  expect(web).toContain('use_backend by-article if { var(txn.article) -m found }');
  expect(sections.get('backend by-article')).toEqual(
    expect.arrayContaining(['balance hash var(txn.article)', 'hash-type consistent']),
  );
  const defaults = sections.get('defaults') ?? [];
  expect(defaults).toEqual(
    expect.arrayContaining(['http-check send meth GET uri /ready', 'option redispatch 1']),
  );
  // A socket is not given up between two pings.
  const [ping = ''] = matches(read('server/src/collab/sockets.ts'), /^const heartbeatMs = ([\d_]+);$/gm);
  const [tunnel = ''] = matches(config, /timeout tunnel (\d+)s/g);
  expect(Number(tunnel) * 1000).toBeGreaterThan(2 * Number(ping.replaceAll('_', '')));
});

test('the systemd unit starts what is there, and waits longer than a stop takes', () => {
  const unit = read('deploy/galley.service');
  const settings = matches(unit, /^Environment=(.+)$/gm).flatMap((line) =>
    matches(line ?? '', /([A-Z_]+)=/g),
  );
  expect(unknown(settings)).toEqual([]);
  const [started = ''] = matches(unit, /^ExecStart=.* (\S+\.ts)$/gm);
  expect(existsSync(join(top, started))).toBe(true);
  const [seconds] = matches(unit, /^TimeoutStopSec=(\d+)$/gm);
  expect(Number(seconds) * 1000).toBeGreaterThan(readConfig({}).shutdownMs);
  expect(unit).toContain('NoNewPrivileges=yes');
});
