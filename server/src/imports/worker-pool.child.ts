// The thread in which files are read and made: what they hold may take long or fail, and neither may touch the desk.
import { parentPort } from 'node:worker_threads';
import { type DocxSource, writeDocx } from './docx-out.ts';
import { type ImportFile, readFile } from './read-file.ts';

/** The kinds of work, by name: what each takes and gives. */
export interface Work {
  read: { takes: ImportFile; gives: Awaited<ReturnType<typeof readFile>> };
  docx: { takes: DocxSource; gives: Uint8Array };
}

export type Answer<Kind extends keyof Work = keyof Work> =
  | { done: true; result: Work[Kind]['gives'] }
  | { done: false; error: unknown };

const work: { [Kind in keyof Work]: (input: Work[Kind]['takes']) => Promise<Work[Kind]['gives']> } = {
  read: readFile,
  docx: writeDocx,
};

parentPort?.on('message', async ({ kind, input }: { kind: keyof Work; input: never }) => {
  let answer: Answer;
  try {
    answer = { done: true, result: await work[kind](input) };
  } catch (error) {
    answer = { done: false, error };
  }
  parentPort?.postMessage(answer);
});
