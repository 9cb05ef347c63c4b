// Parts of a page whose code is fetched when they are first shown.
import { type ComponentType, type LazyExoticComponent, lazy } from 'react';

/**
 * Such a part, to be shown within a `Suspense`. What fails within a page takes all of it down, with the text that somebody writes
 * there: so a part that is wanted while the server can't be reached comes as soon as it can.
 */
export function part<Props>(
  load: () => Promise<ComponentType<Props>>,
): LazyExoticComponent<ComponentType<Props>> {
  return lazy(async () => ({ default: await whenThere(load) }));
}

/** Tries again as long as the server can't be reached; rejects where it answers and this fails all the same. */
export async function whenThere<Result>(load: () => Promise<Result>): Promise<Result> {
  for (let wasThere = false; ; ) {
    try {
      return await load();
    } catch (error) {
      const isThere = await isServerThere();
      if (isThere && wasThere) throw error;
      wasThere = isThere;
      if (!isThere) await pause();
    }
  }
}

async function isServerThere(): Promise<boolean> {
  try {
    return (await fetch('/health', { cache: 'no-store' })).ok;
  } catch {
    return false;
  }
}

const pauseMs = 2000;

/** Until the next try: there may be a connection before. */
function pause(): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      window.removeEventListener('online', end);
      resolve();
    };
    const timer = setTimeout(end, pauseMs);
    window.addEventListener('online', end);
  });
}
