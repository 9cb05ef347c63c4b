// galley admin: people who can't come in by the desk itself.
import { text } from 'node:stream/consumers';
import { emailAddressSchema } from '@galley/shared/api/email-address.ts';
import { languages } from '@galley/shared/language.ts';
import { cleanName } from '@galley/shared/text/characters.ts';
import { setPassword } from '../accounts/password-resets.ts';
import { createPasswords, refuseWeakPassword } from '../accounts/passwords.ts';
import { oneAtATime } from '../accounts/people.ts';
import { removeSecondFactor } from '../accounts/second-factor.ts';
import { insertAdmin } from '../accounts/setup.ts';
import { newToken } from '../accounts/tokens.ts';
import { record } from '../audit/record.ts';
import type { Config } from '../config.ts';
import { ProblemError } from '../http/problem.ts';
import { CommandError } from './command-error.ts';
import { openToWrite } from './tool-storage.ts';

interface Given {
  email?: string | undefined;
  name?: string | undefined;
  language?: string | undefined;
}

/** Makes an admin, the first one or one more. */
export async function createAdmin(config: Config, given: Given): Promise<number> {
  const email = addressOf(given);
  const name = cleanName(given.name ?? '');
  if (name === '' || name.length > 80) throw new CommandError('Name the person: --name "Nora Weiss"');
  const language = languages.find((one) => one === (given.language ?? 'en'));
  if (!language) throw new CommandError(`--language is one of ${languages.join(', ')}.`);
  const password = await readPassword({ name, email });
  const passwordHash = await createPasswords().hash(password.text);
  const storage = await openToWrite(config);
  try {
    const made = await storage.db.transaction().execute(async (transaction) => {
      await oneAtATime(transaction);
      const passwordAlways = !config.passwords;
      return await insertAdmin(
        transaction,
        { name, email, passwordHash, language, passwordAlways },
        'nobody',
      );
    });
    if (made === null)
      throw new CommandError(`Somebody has the address ${email} already; see admin reset-password.`);
  } finally {
    await storage.close();
  }
  console.log(`${name} is an admin and signs in as ${email}.`);
  tell(password);
  return 0;
}

/** Sets a person's password; whoever was signed in with the old one is signed out. */
export async function resetPassword(config: Config, given: Given): Promise<number> {
  const email = addressOf(given);
  const storage = await openToWrite(config);
  try {
    const person = await storage.db
      .selectFrom('user')
      .select(['id', 'name', 'active', 'role'])
      .where('email', '=', email)
      .executeTakeFirst();
    if (!person) throw new CommandError(`Nobody at this desk has the address ${email}.`);
    if (!config.passwords && person.role !== 'admin')
      throw new CommandError('PASSWORDS is off: only an admin can be given a password that counts.');
    const password = await readPassword({ name: person.name, email });
    const hash = await createPasswords().hash(password.text);
    await storage.db.transaction().execute(async (transaction) => {
      const user = person.id;
      await setPassword(transaction, user, hash);
      if (!config.passwords)
        await transaction.updateTable('user').set({ passwordAlways: 1 }).where('id', '=', user).execute();
      await transaction.deleteFrom('session').where('userId', '=', user).execute();
      await record(transaction, { act: 'session.password-changed', who: null, person: user });
    });
    console.log(`${person.name} has a new password, and all of their sessions have ended.`);
    if (person.active === 0) console.log('The account is deactivated: an admin has to activate it.');
    tell(password);
    return 0;
  } finally {
    await storage.close();
  }
}

/** Takes a person's second factor away, as where the only admin has lost theirs. */
export async function resetFactor(config: Config, given: Given): Promise<number> {
  const email = addressOf(given);
  const storage = await openToWrite(config);
  try {
    const person = await storage.db
      .selectFrom('user')
      .select(['id', 'name'])
      .where('email', '=', email)
      .executeTakeFirst();
    if (!person) throw new CommandError(`Nobody at this desk has the address ${email}.`);
    const user = person.id;
    const removed = await storage.db.transaction().execute(async (transaction) => {
      if ((await removeSecondFactor(transaction, user)) === null) return false;
      await record(transaction, { act: 'person.second-factor-reset', who: null, person: user });
      return true;
    });
    console.log(
      removed
        ? `${person.name} signs in with the password alone from now on.`
        : `${person.name} has no second factor.`,
    );
    return 0;
  } finally {
    await storage.close();
  }
}

interface Password {
  text: string;
  isMade: boolean;
}

/** The password from standard input where that is no terminal and holds one; else a made one. */
async function readPassword(person: { name: string; email: string }): Promise<Password> {
  const typed = process.stdin.isTTY ? '' : (await text(process.stdin)).replace(/\r?\n$/, '');
  if (typed === '') return { text: newToken(), isMade: true };
  if (typed.length < 10 || typed.length > 128) throw new CommandError('A password has 10 to 128 characters.');
  try {
    refuseWeakPassword(typed, person);
  } catch (error) {
    if (error instanceof ProblemError) throw new CommandError(error.message);
    throw error;
  }
  return { text: typed, isMade: false };
}

function tell({ text: password, isMade }: Password): void {
  if (isMade) console.log(`The password, shown this once: ${password}`);
}

function addressOf({ email }: Given): string {
  const address = emailAddressSchema.safeParse(email);
  if (!address.success)
    throw new CommandError(
      `${email === undefined ? 'Give the e-mail address' : `“${email}” is no e-mail address`}: --email nora@example.org`,
    );
  return address.data.toLowerCase();
}
