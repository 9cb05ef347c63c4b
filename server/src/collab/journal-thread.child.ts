// The thread that writes the journal of the embedded database, on a connection of its own. It answers each group with what
// became of it, and says before the commit how it was written, for when there is no answer.
import { parentPort, workerData } from 'node:worker_threads';
import { openEmbedded } from '../storage/embedded.ts';
import type { EmbeddedDatabase } from '../storage/statements.ts';
import { commitAtOnce } from './embedded-rows.ts';
import { type FromWriter, packOutcomes, type ToWriter, unpackGroup, type WriterData } from './group-wire.ts';

const { file, sealedStatement }: WriterData = workerData;
let database: EmbeddedDatabase | null = null;

const answer = (message: FromWriter) => parentPort?.postMessage(message);

parentPort?.on('message', (asked: ToWriter) => {
  if (asked === 'close') {
    database?.close();
    parentPort?.close();
    return;
  }
  try {
    database ??= openEmbedded(file);
    commitAtOnce(database, unpackGroup(asked), sealedStatement, (group) =>
      answer({ type: 'written', ...packOutcomes(group) }),
    );
    answer({ type: 'committed' });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
    answer({ type: 'failed', error, code });
  }
});
