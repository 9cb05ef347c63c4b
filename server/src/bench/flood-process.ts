// One flood in a process of its own: what it takes is not to be the witness's.
import { floods, type Target } from './floods.ts';

const { FLOOD = '', TARGET = '{}' } = process.env;
const flood = floods[FLOOD];
if (!flood) throw new Error(`There is no flood “${FLOOD}”.`);
let stopped = false;
process.on('message', () => {
  stopped = true;
});
process.on('disconnect', () => process.exit());
process.send?.(await flood(JSON.parse(TARGET) as Target, () => stopped));
process.disconnect();
