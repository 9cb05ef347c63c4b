// What the server refuses of a form, field by field.
import { ApiProblem } from './api.ts';

/** Why the server refused fields of the input, by their paths; only reasons that the form has words for. */
export function refusalsIn<Reason extends string>(
  error: unknown,
  known: readonly Reason[],
): ReadonlyMap<string, Reason> {
  const errors = error instanceof ApiProblem ? (error.problem.errors ?? []) : [];
  return new Map(
    errors.flatMap(({ path, message }) => {
      const why = known.find((one) => one === message);
      return why ? [[path, why] as const] : [];
    }),
  );
}
