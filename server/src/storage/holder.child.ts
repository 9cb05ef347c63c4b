// A process for the tests of the lock: it opens the storage of a data folder and holds it until it is ended.
import { openStorage } from './open.ts';

try {
  await openStorage({ dataDir: process.argv[2] ?? '' });
} catch (error) {
  console.log(String(error));
  process.exit(1);
}
console.log('held');
setInterval(() => {}, 60_000);
