// Reads the configuration, opens the desk, says where it is, and closes it when asked to.
import { type Config, ConfigError, readConfig } from './config.ts';
import { logConsole } from './console-log.ts';
import { demoPassword, demoPeople } from './demo.ts';
import { DeskError } from './desk/desk-error.ts';
import { createDesk, type Desk } from './desk.ts';
import { createLog } from './log.ts';

// What Galley itself says to whoever starts it stays on the console; what libraries write there goes to the log.
const { log: say, error: complain } = console;
const config = configured();
const log = createLog(config);
logConsole(log);
// Before the parts are made, so that none does anything unseen; loaded only where it is wanted.
const tracing =
  config.traces === null ? null : await (await import('./tracing/tracing.ts')).startTracing(log);
const desk = await opened(config);
sayWhereItIs(desk);
desk.warmUp();

let closing = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // A second signal means that somebody does not want to wait for what is still being saved.
    if (closing) process.exit(1);
    closing = true;
    closed().then(
      (clean) => process.exit(clean ? 0 : 1),
      (error: unknown) => {
        complain('Galley did not close cleanly:', error);
        process.exit(1);
      },
    );
  });
}

async function closed(): Promise<boolean> {
  const clean = await desk.close();
  await tracing?.close();
  return clean;
}

function configured(): Config {
  try {
    return readConfig(process.env);
  } catch (error) {
    if (error instanceof ConfigError) stopWith(error.message);
    throw error;
  }
}

async function opened(config: Config): Promise<Desk> {
  try {
    return await createDesk(config, log);
  } catch (error) {
    if (error instanceof DeskError) stopWith(error.message);
    throw error;
  }
}

function stopWith(message: string): never {
  complain(`Galley can't start. ${message}`);
  process.exit(1);
}

function sayWhereItIs({ url, setupToken }: Desk): void {
  say(`Galley is at ${url}/desk and the public site at ${url}/`);
  if (setupToken !== null) {
    say(`The desk has no admin yet. Make the first one at ${url}/desk/set-up with this token: ${setupToken}`);
  } else if (config.demo) {
    say(`Demo sign-ins, all with the password ${demoPassword}:`);
    for (const { email, name, role } of demoPeople) say(`  ${email.padEnd(22)} ${role.padEnd(9)} ${name}`);
  }
}
