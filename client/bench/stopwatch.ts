// Runs in each measured page before its own scripts, Galley's and the bare one's alike, and notes when things happen there.

/** What the bench reads from the page. */
interface Stopwatch {
  /** When the text could be written in, in ms since the page was asked for. */
  editable: Promise<number>;
  /** Begins to measure this many keys. */
  nextKeys(count: number): void;
  /** What was measured of them, once all have been painted. */
  keys: Promise<Keys>;
}

interface Keys {
  /** Milliseconds from each key until the frame after it had been painted. */
  paints: number[];
  /** How long each task of more than 50 ms took. */
  longTasks: number[];
}

declare global {
  interface Window {
    stopwatch: Stopwatch;
    /** Words of the text that is waited for. */
    firstWords: string;
  }
}

let measured: Keys = { paints: [], longTasks: [] };
let onKey = () => {};
window.stopwatch = {
  editable: new Promise(lookForText),
  keys: Promise.resolve(measured),
  nextKeys(count) {
    const keys: Keys = { paints: [], longTasks: [] };
    measured = keys;
    this.keys = new Promise((resolve) => {
      onKey = () => keys.paints.length === count && resolve(keys);
    });
  },
};

function lookForText(found: (at: number) => void): void {
  const texts = [...document.querySelectorAll('[contenteditable=true]')];
  if (texts.some(({ textContent }) => textContent.includes(window.firstWords)))
    afterFrame(() => found(performance.now()));
  else requestAnimationFrame(() => lookForText(found));
}

/** A task that is posted from within a frame runs once that frame has been painted. */
function afterFrame(then: () => void): void {
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = then;
    port2.postMessage(null);
  });
}

// An event bears the time at which the browser had the key, so what it waited behind other work counts.
addEventListener(
  'keydown',
  ({ timeStamp }) =>
    afterFrame(() => {
      measured.paints.push(performance.now() - timeStamp);
      onKey();
    }),
  { capture: true, passive: true },
);
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) measured.longTasks.push(duration);
}).observe({ type: 'longtask' });

export {};
