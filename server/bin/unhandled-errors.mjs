// A Vitest reporter that writes what its JSON report leaves out: errors that no test caught, and files whose set-up or
// clean-up failed. Each is `{ file, message }`, the message of one line; `file` is null where
// Vitest does not know it.
import { writeFileSync } from 'node:fs';

export default class UnhandledErrors {
  onTestRunEnd(modules, unhandled) {
    const problems = unhandled.map((error) => problem(error.VITEST_TEST_PATH, error));
    for (const module of modules) {
      const suites = [module, ...module.children.allSuites()];
      for (const error of suites.flatMap((suite) => suite.errors())) {
        problems.push(problem(module.moduleId, error));
      }
    }
    writeFileSync(process.env.GALLEY_UNHANDLED_ERRORS, JSON.stringify(problems));
  }
}

function problem(file, error) {
  const [what, ...where] = (error.stack ?? error.message ?? String(error)).split('\n');
  return {
    file: file ?? null,
    message: `${file ?? 'outside of any file'}: ${what}${where.slice(0, 2).join('')}`,
  };
}
