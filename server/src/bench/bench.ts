// Measures Galley and prints each figure beside a peer's, or a floor's, of the same run. `npm run bench -- writers` runs
// one part. Nothing is asserted: times say something only beside other times of the same machine. BENCH_JSON names a file
// for the same figures as JSON, BENCH_PLOTS a folder for the plots of `growth`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { benchBoard } from './board.ts';
import { benchFan } from './fan.ts';
import { type Measured, tableOf } from './figures.ts';
import { benchGrowth } from './growth.ts';
import { benchHolds } from './holds.ts';
import { benchJournal } from './journal.ts';
import { benchLimits } from './limits.ts';
import { machineFacts } from './machine.ts';
import { benchMany } from './many.ts';
import { benchOpening } from './opening.ts';
import { benchPages } from './pages.ts';
import { svgOf } from './plots.ts';
import { benchReview } from './review.ts';
import { benchScale } from './scale.ts';
import { benchSite } from './site.ts';
import { benchSlow } from './slow.ts';
import { benchTrace } from './trace.ts';
import { benchBrowser } from './typing-in-browser.ts';
import { benchWriters } from './writers.ts';

const parts: Record<string, () => Promise<Measured>> = {
  writers: benchWriters,
  many: benchMany,
  fan: benchFan,
  growth: benchGrowth,
  slow: benchSlow,
  opening: benchOpening,
  trace: benchTrace,
  board: benchBoard,
  journal: benchJournal,
  review: benchReview,
  site: benchSite,
  browser: benchBrowser,
  scale: benchScale,
  limits: benchLimits,
  holds: benchHolds,
  pages: benchPages,
};

const chosen = process.argv.slice(2);
const unknown = chosen.find((name) => !(name in parts));
if (unknown) {
  console.error(`There is no part "${unknown}"; the parts are ${Object.keys(parts).join(', ')}.`);
  process.exit(1);
}
const facts = machineFacts();
const measured: Measured[] = [];
for (const [name, run] of Object.entries(parts)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  console.log(`Measuring: ${name} ...`);
  measured.push(await run());
}
if (process.env.BENCH_JSON)
  writeFileSync(process.env.BENCH_JSON, `${JSON.stringify({ facts, measured }, null, 2)}\n`);
const folder = process.env.BENCH_PLOTS;
if (folder) {
  mkdirSync(folder, { recursive: true });
  for (const plot of measured.flatMap(({ plots }) => plots ?? []))
    writeFileSync(join(folder, `${plot.name}.svg`), svgOf(plot));
}
console.log(`\n${facts}\n\n${tableOf(measured)}`);
