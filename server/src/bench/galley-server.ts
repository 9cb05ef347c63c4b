// Galley itself, whole, on the embedded database.
import { readConfig } from '../config.ts';
import { createDesk } from '../desk.ts';
import { reportToBench } from './server-process.ts';

const desk = await createDesk(readConfig(process.env));
process.on('SIGTERM', () => {
  void desk.close().then(() => process.exit(0));
});
desk.warmUp();
reportToBench(Number(new URL(desk.url).port), desk.setupToken);
