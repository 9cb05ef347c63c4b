// A file system of a few megabytes that can be full: a tmpfs, where this process may mount one.
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmdirSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const megabytes = 96;

export class SmallDisk {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  /** Mounts one; gives the reason where this machine does not allow it. */
  static mount(): SmallDisk | { refused: string } {
    const path = mkdtempSync(join(tmpdir(), 'galley-disk-'));
    const options = ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'galley-chaos', path];
    const { status, stderr, error } = spawnSync('mount', options, { encoding: 'utf8' });
    if (status === 0) return new SmallDisk(path);
    rmdirSync(path);
    return { refused: (error?.message ?? stderr.trim()) || 'mount failed' };
  }

  /** Writes until nothing more goes in. */
  fill(): void {
    const file = openSync(this.#filler, 'w');
    const some = Buffer.alloc(64 * 1024);
    try {
      for (let size = some.length; size >= 512; size /= 2)
        try {
          for (;;) writeSync(file, some, 0, size);
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
        }
    } finally {
      closeSync(file);
    }
  }

  /** Takes away what filled it. */
  empty(): void {
    rmSync(this.#filler, { force: true });
  }

  /** Nobody may use it any more. */
  unmount(): void {
    spawnSync('umount', [this.path]);
    rmdirSync(this.path);
  }

  get #filler(): string {
    return join(this.path, 'filler');
  }
}
