// Why the server does not take an embargo, or does not publish before its end, in words.
import { timeRefusals } from '@galley/shared/api/publishing.ts';
import i18next from 'i18next';
import { ApiProblem } from '../app/api.ts';
import { problemText } from '../app/problem-text.ts';

/** The sentence for the field; what is no matter of the embargo as any other problem. */
export function embargoRefusal(error: Error): string {
  const message = refusedAt(error);
  if (message === 'already-public' || message === 'scheduled-earlier' || message === 'under-embargo')
    return i18next.t(`publishing:embargo.${message}`);
  const time = timeRefusals.find((why) => why === message);
  return time === undefined ? problemText(error) : i18next.t(`publishing:schedule.refusal.${time}`);
}

/** Whether it is the embargo that stands against something. */
export function isEmbargoRefusal(error: Error): boolean {
  return refusedAt(error) !== undefined;
}

function refusedAt(error: Error): string | undefined {
  if (!(error instanceof ApiProblem)) return undefined;
  return error.problem.errors?.find(({ path }) => path === 'embargo')?.message;
}
