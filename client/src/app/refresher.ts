// Asking the server anew for what changed, without asking for each of many changes.
import type { QueryClient } from '@tanstack/react-query';

export interface Refresher {
  /** What the key names is old. */
  soon(key: readonly string[]): void;
  stop(): void;
}

/**
 * Asks for what these keys name anew at once after the first event, then at most every 1.5 s while events keep coming:
 * ten people who write make ten events a second.
 */
export function createRefresher(client: QueryClient): Refresher {
  const pauses = new Map<string, { timer: ReturnType<typeof setTimeout>; waiting: boolean }>();
  const refresh = (key: readonly string[]) => {
    const name = key.join('/');
    const timer = setTimeout(() => {
      const { waiting } = pauses.get(name) ?? { waiting: false };
      pauses.delete(name);
      if (waiting) refresh(key);
    }, refreshEveryMs);
    pauses.set(name, { timer, waiting: false });
    // A tab that nobody sees only remembers that what it has is old.
    const refetchType = document.visibilityState === 'visible' ? 'active' : 'none';
    void client.invalidateQueries({ queryKey: key, refetchType });
  };
  return {
    soon(key) {
      const pause = pauses.get(key.join('/'));
      if (pause) pause.waiting = true;
      else refresh(key);
    },
    stop: () => {
      for (const { timer } of pauses.values()) clearTimeout(timer);
    },
  };
}

const refreshEveryMs = 1500;
