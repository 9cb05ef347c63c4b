// What the figures were measured on: without that they say little.
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { cpus, loadavg, release, tmpdir, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { percentile } from './figures.ts';

/** The machine in a few lines. */
export function machineFacts(): string {
  const cores = cpus();
  const gigabytes = (totalmem() / 1024 ** 3).toFixed(0);
  const [load = 0] = loadavg();
  return [
    `${cores[0]?.model.trim() ?? 'unknown processor'}, ${cores.length} cores, ${gigabytes} GB`,
    `${type()} ${release()}, Node ${process.versions.node}, load ${load.toFixed(1)} at the start`,
    `databases in ${tmpdir()}, where a synced write of 4 kB takes ${syncMs().toFixed(2)} ms (p50)`,
  ].join('\n');
}

/** How long the disk takes to have a page for good: nothing can be acknowledged sooner. */
function syncMs(): number {
  const folder = mkdtempSync(join(tmpdir(), 'galley-bench-'));
  const file = openSync(join(folder, 'synced'), 'w');
  const page = new Uint8Array(4096);
  const samples: number[] = [];
  for (let round = 0; round < 50; round += 1) {
    const start = performance.now();
    writeSync(file, page);
    fdatasyncSync(file);
    samples.push(performance.now() - start);
  }
  closeSync(file);
  rmSync(folder, { recursive: true });
  return percentile(samples, 0.5);
}
