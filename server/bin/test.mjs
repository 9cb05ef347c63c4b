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
    const first = runVitest([]);
    const again = new Set([...first.failedFiles, ...first.errors.map(({ file }) => file)]);
    // As with browser tests: a machine under load may be too slow once, and what had to be tried again is named.
    const tryAgain =
      process.env.CI && first.code !== 0 && again.size > 0 && again.size <= 10 && !again.has(null);
    if (!tryAgain) {
      for (const { status, title } of first.outcomes.values()) count(status, title);
      tests.failed.push(...first.errors.map(({ message }) => message));
      return first.code;
    }
    console.log(`\nTrying again: ${[...again].join(', ')}`);
    const second = runVitest([...again]);
    for (const [id, { status, title }] of first.outcomes) {
      const later = second.outcomes.get(id)?.status ?? status;
      count(later === 'passed' && status !== 'passed' ? 'flaky' : later, title);
    }
    if (second.code === 0) tests.flaky.push(...first.errors.map(({ message }) => message));
    else tests.failed.push(...second.errors.map(({ message }) => message));
    return second.code;
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

/** Runs the unit tests of these files, or of all, and reads what became of each test and what went wrong outside of tests. */
function runVitest(files) {
  const file = join(reports, files.length === 0 ? 'unit.json' : 'unit-again.json');
  const errorsFile = join(reports, `errors-${files.length}.json`);
  const reporters = ['--reporter=dot', '--reporter=json', '--reporter=./server/bin/unhandled-errors.mjs'];
  const code = run('vitest', ['run', ...reporters, `--outputFile.json=${file}`, ...files], {
    ...env,
    GALLEY_UNHANDLED_ERRORS: errorsFile,
  });
  const outcomes = new Map();
  const failedFiles = new Set();
  for (const suite of readReport(file)?.testResults ?? []) {
    suite.assertionResults.forEach(({ status, fullName }, index) => {
      outcomes.set(`${suite.name}:${index}`, { status, title: fullName });
      if (status === 'failed') failedFiles.add(suite.name);
    });
  }
  return { code, outcomes, failedFiles, errors: readReport(errorsFile) ?? [] };
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
