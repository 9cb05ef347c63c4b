// The peer: a y-websocket server in a process of its own, with documents in LevelDB.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LeveldbPersistence } from 'y-leveldb';
import { type MeasuredServer, startMeasured } from './server-process.ts';

export const yWebsocketName = 'y-websocket';

/** Starts it with these documents, by their names. */
export async function startYWebsocket(
  documents: Readonly<Record<string, Uint8Array>>,
): Promise<{ server: MeasuredServer; url: string; stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'galley-bench-'));
  const persistence = new LeveldbPersistence(folder);
  for (const [name, state] of Object.entries(documents)) await persistence.storeUpdate(name, state);
  await persistence.destroy();
  const server = await startMeasured('y-websocket-server.ts', { YPERSISTENCE: folder });
  return {
    server,
    url: `ws://127.0.0.1:${server.port}`,
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
