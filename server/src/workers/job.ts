// What a thread can be asked to do: a function of a module, which the thread loads when it is asked for the first time.

/**
 * A function that may run in a thread: it keeps and changes nothing, and its input and result can be cloned. What it reads beside its
 * input is at most files of the disk.
 */
export interface Job<Input = never, Result = unknown> {
  /** The address of its module. */
  readonly module: string;
  /** Its name there. */
  readonly name: string;
  readonly lane: Lane;
  /** For its types alone; there is no such value. */
  readonly types?: (input: Input) => Result;
}

/**
 * Files of whoever sends some, and Word documents, may take half a minute; texts are read, compared and written for people who wait.
 * Neither waits for the other.
 */
export type Lane = 'files' | 'texts';

/** Names the functions of a module that may run in threads: `jobsIn<typeof import('./some.ts')>(url, lane)('name')`. */
export function jobsIn<Module>(module: URL, lane: Lane) {
  return <Name extends Extract<keyof Module, string>>(
    name: Name,
  ): Module[Name] extends (input: infer Input) => infer Result ? Job<Input, Awaited<Result>> : never =>
    // Which types these are follows from the module's.
    ({ module: module.href, name, lane }) as never;
}

/** Does a job here: in the thread that calls. */
export async function doJob<Input, Result>(
  { module, name }: Pick<Job<Input, Result>, 'module' | 'name'>,
  input: Input,
): Promise<Result> {
  const functions = (await import(/* @vite-ignore */ module)) as Record<string, (input: Input) => Result>;
  const work = functions[name];
  if (!work) throw new Error(`${module} has no ${name}.`);
  return await work(input);
}
