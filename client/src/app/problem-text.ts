// What people read when the server refuses something, in their language.
import type { Problem, ProblemCode } from '@galley/shared/api/problem.ts';
import i18next from 'i18next';
import { ApiProblem } from './api.ts';

/** One sentence for a problem of the server, for its code, or for any error that was thrown on the way. */
export function problemText(problem: Problem | ProblemCode | unknown): string {
  if (typeof problem === 'string' && isCode(problem)) return i18next.t(`app:problem.${problem}`);
  if (problem instanceof ApiProblem) return problemText(problem.problem);
  if (isProblem(problem)) {
    const unreachable = problem.status === 0 || problem.status === 502 || problem.status === 504;
    if (unreachable) return i18next.t('app:problem.unreachable');
    const { code, requestId } = problem;
    const sentence = i18next.t(`app:problem.${code}`);
    // Where nobody here can do anything, whoever runs the desk finds what happened by this number.
    return code === 'internal' && requestId
      ? `${sentence} ${i18next.t('app:problem.quote', { id: requestId })}`
      : sentence;
  }
  return i18next.t('app:problem.unexpected');
}

/** The code of a thrown problem, or null for any other error. */
export function problemCode(error: unknown): ProblemCode | null {
  return error instanceof ApiProblem ? error.problem.code : null;
}

/** Whether the server refused a field of what it was sent by this message. */
export function isRefusedBy(error: unknown, message: string): boolean {
  return (
    error instanceof ApiProblem && (error.problem.errors?.some((field) => field.message === message) ?? false)
  );
}

function isCode(text: string): text is ProblemCode {
  return i18next.exists(`app:problem.${text}`);
}

function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'code' in value && 'status' in value;
}
