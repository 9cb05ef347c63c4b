// npm test: set-up, then every check, then a plain summary. `npm test -- types unit` runs only the named steps.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from './chromium.mjs';
import { buildClient, fail, prepare, run } from './prepare.mjs';

const env = prepare();
const reports = mkdtempSync(join(tmpdir(), 'galley-tests-'));
const tests = { passed: 0, failed: [], skipped: [], flaky: [] };

const steps = {
  types: () => run('turbo', ['run', 'types', '--output-logs=errors-only', '--log-order=grouped'], env),
  lint: () => run('biome', ['ci', '--error-on-warnings', ...inPlainText, '.'], env),
  boundaries: () => run('depcruise', ['--config', '.dependency-cruiser.mjs', ...sources], env),
  // The second run finds what production code imports and a production install would not have.
  unused: () => run('knip', [], env) || run('knip', ['--production', '--strict', '--dependencies'], env),
  unit: () => {
    const file = join(reports, 'unit.json');
    const code = run(
      'vitest',
      ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${file}`],
      env,
    );
    countVitest(file);
    return code;
  },
  browser: () => {
    buildClient(env);
    const file = join(reports, 'browser.json');
    const code = run('playwright', ['test', '--reporter=dot,json'], {
      ...env,
      CHROMIUM_PATH: findChromium(env),
      PLAYWRIGHT_JSON_OUTPUT_NAME: file,
    });
    countPlaywright(file);
    return code;
  },
};
// Biome paints its words for a file as for a terminal.
const inPlainText = process.stdout.isTTY ? [] : ['--colors=off'];
const sources = ['shared/src', 'server/src', 'client/src'];

const chosen = process.argv.slice(2);
const unknown = chosen.find((name) => !(name in steps));
if (unknown) fail(`There is no step "${unknown}"; the steps are ${Object.keys(steps).join(', ')}.`);

const results = [];
for (const name of Object.keys(steps).filter((name) => chosen.length === 0 || chosen.includes(name))) {
  console.log(`\n== ${name}`);
  results.push({ name, code: steps[name]() });
}
rmSync(reports, { recursive: true, force: true });

const broken = results.filter((result) => result.code !== 0);
console.log('\n== summary');
for (const { name, code } of results) console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name}`);
for (const title of tests.failed) console.log(`failed: ${title}`);
for (const title of tests.skipped) console.log(`skipped: ${title}`);
for (const title of tests.flaky) console.log(`passed after a retry only: ${title}`);
// A failed check counts as a failure even where it is no test.
const failedChecks = broken.filter(({ name }) => name !== 'unit' && name !== 'browser').length;
const failed = tests.failed.length + failedChecks || (broken.length > 0 ? 1 : 0);
console.log(`${tests.passed} passed, ${failed} failed, ${tests.skipped.length} skipped`);
process.exit(broken.length === 0 ? 0 : 1);

function countVitest(file) {
  const report = readReport(file);
  for (const suite of report?.testResults ?? []) {
    for (const test of suite.assertionResults) count(test.status, test.fullName);
  }
}

function countPlaywright(file) {
  const visit = (suite) => {
    for (const inner of suite.suites ?? []) visit(inner);
    for (const spec of suite.specs ?? []) {
      for (const test of spec.tests) count(test.status === 'expected' ? 'passed' : test.status, spec.title);
    }
  };
  for (const suite of readReport(file)?.suites ?? []) visit(suite);
}

function count(status, title) {
  if (status === 'flaky') tests.flaky.push(title);
  if (status === 'passed' || status === 'flaky') tests.passed += 1;
  else if (['skipped', 'pending', 'todo', 'disabled'].includes(status)) tests.skipped.push(title);
  else tests.failed.push(title);
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // The runner ended before it could write; its exit code says so already.
    return null;
  }
}
