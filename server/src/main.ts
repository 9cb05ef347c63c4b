// Reads the configuration, opens the desk, says where it is, and closes it when asked to.
import { type Config, ConfigError, readConfig } from './config.ts';
import { demoPassword, demoPeople } from './demo.ts';
import { createDesk, type Desk, DeskError } from './desk.ts';

const config = configured();
const desk = await opened(config);
sayWhereItIs(desk);

let closing = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // A second signal means that somebody does not want to wait for what is still being saved.
    if (closing) process.exit(1);
    closing = true;
    desk.close().then(
      (clean) => process.exit(clean ? 0 : 1),
      (error: unknown) => {
        console.error('Galley did not close cleanly:', error);
        process.exit(1);
      },
    );
  });
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
    return await createDesk(config);
  } catch (error) {
    if (error instanceof DeskError) stopWith(error.message);
    throw error;
  }
}

function stopWith(message: string): never {
  console.error(`Galley can't start. ${message}`);
  process.exit(1);
}

function sayWhereItIs({ url, setupToken }: Desk): void {
  console.log(`Galley is at ${url}/desk and the public site at ${url}/`);
  if (setupToken !== null) {
    console.log(
      `The desk has no admin yet. Make the first one at ${url}/desk/set-up with this token: ${setupToken}`,
    );
  } else if (config.demo) {
    console.log(`Demo sign-ins, all with the password ${demoPassword}:`);
    for (const { email, name, role } of demoPeople)
      console.log(`  ${email.padEnd(22)} ${role.padEnd(9)} ${name}`);
  }
}
