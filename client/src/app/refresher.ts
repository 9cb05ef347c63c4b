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
  const resting = new Map<string, { timer: ReturnType<typeof setTimeout>; waiting: boolean }>();
  const refresh = (key: readonly string[]) => {
    const name = key.join('/');
    const timer = setTimeout(() => {
      const { waiting } = resting.get(name) ?? { waiting: false };
      resting.delete(name);
      if (waiting) refresh(key);
    }, refreshEveryMs);
    resting.set(name, { timer, waiting: false });
    // A tab that nobody sees only remembers that what it has is old.
    const refetchType = document.visibilityState === 'visible' ? 'active' : 'none';
    void client.invalidateQueries({ queryKey: key, refetchType });
  };
  return {
    soon(key) {
      const rest = resting.get(key.join('/'));
      if (rest) rest.waiting = true;
      else refresh(key);
    },
    stop: () => {
      for (const { timer } of resting.values()) clearTimeout(timer);
    },
  };
}

const refreshEveryMs = 1500;
