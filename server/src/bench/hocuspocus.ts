// The peer: a plain Hocuspocus in a process of its own, with documents in its SQLite extension's table.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { schema, upsertQuery } from '@hocuspocus/extension-sqlite';
import Database from 'better-sqlite3';
import { type MeasuredServer, startMeasured } from './server-process.ts';

export const hocuspocusName = 'plain Hocuspocus';

export interface PlainHocuspocus {
  server: MeasuredServer;
  url: string;
  stop(): Promise<void>;
}

/** Starts it with these documents, by their names. */
export async function startHocuspocus(
  documents: Readonly<Record<string, Uint8Array>>,
): Promise<PlainHocuspocus> {
  const folder = mkdtempSync(join(tmpdir(), 'galley-bench-'));
  const file = join(folder, 'documents.sqlite');
  const database = new Database(file);
  database.exec(schema);
  for (const [name, data] of Object.entries(documents)) database.prepare(upsertQuery).run({ name, data });
  database.close();
  const server = await startMeasured('hocuspocus-server.ts', { BENCH_DATABASE: file });
  return {
    server,
    url: `ws://127.0.0.1:${server.port}`,
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
