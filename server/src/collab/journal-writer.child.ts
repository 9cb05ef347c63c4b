// A process for the kill test: several writers append to a few documents without pause, and each line that it prints is
// the place and the words of an update that the journal has acknowledged. Its last word shows that the line is whole.
import type { DocumentName } from '@galley/shared/ids.ts';
import { pino } from 'pino';
import * as Y from 'yjs';
import { openStorage, type StorageOptions } from '../storage/open.ts';
import { createJournal } from './sql-journal.ts';

const { run, documents, ...options }: StorageOptions & { run: string; documents: DocumentName[] } =
  JSON.parse(process.argv[2] ?? '');
const storage = await openStorage(options);
const journal = createJournal(storage, { log: pino({ level: 'silent' }), snapshotEvery: 20 });

for (const document of [...documents, ...documents]) void write(document, new Y.Doc());

async function write(document: DocumentName, doc: Y.Doc): Promise<void> {
  for (let number = 1; ; number += 1) {
    const words = `${run}.${doc.clientID}.${number}`;
    const before = Y.encodeStateVector(doc);
    doc.getArray('words').push([words]);
    const bytes = Y.encodeStateAsUpdate(doc, before);
    const clients = [doc.clientID];
    const position = await journal.append({ document, bytes, author: null, clients, touches: [] });
    process.stdout.write(`${document} ${position} ${words} kept\n`);
  }
}
