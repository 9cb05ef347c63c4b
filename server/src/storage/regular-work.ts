// Work that is looked for again and again, one run at a time: by the clock, and sooner where somebody knows of some.

/** Work that goes on until it is closed. */
export interface RegularWork {
  /** Looks for work now; once more afterwards where a run is under way. */
  wake(): void;
  /** Ends the regular runs; resolves once none is under way. */
  close(): Promise<void>;
}

/** Starts it. A run that fails is logged, and the next one comes all the same. */
export function startRegularWork(
  run: () => Promise<unknown>,
  everyMs: number,
  onError: (error: unknown) => void,
): RegularWork {
  let running: Promise<void> | null = null;
  let again = false;
  let closed = false;
  const start = (): void => {
    if (closed) return;
    if (running) {
      again = true;
      return;
    }
    running = run()
      .then(() => undefined, onError)
      .then(() => {
        running = null;
        if (!again) return;
        again = false;
        start();
      });
  };
  const timer = setInterval(start, everyMs);
  timer.unref();
  return {
    wake: start,
    close: async () => {
      closed = true;
      clearInterval(timer);
      await running;
    },
  };
}
