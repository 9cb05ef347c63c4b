// The command line `galley`: what an operator does beside the running desk. bin/galley.mjs starts it.
import { parseArgs } from 'node:util';
import { signingInRoutes } from '@galley/shared/contract/signing-in.ts';
import { discover } from '../accounts/provider.ts';
import { ConfigError, readConfig } from '../config.ts';
import { messageOf, StorageError } from '../storage/open.ts';
import { createAdmin, resetFactor, resetPassword } from './admin.ts';
import { backUp, restore } from './backup.ts';
import { CommandError } from './command-error.ts';
import { renewKey } from './passport-key.ts';
import { verify } from './verify.ts';
import { verifyPassport } from './verify-passport.ts';

const usage = `galley <command>

  admin create --email ADDRESS --name NAME [--language en|de]
      makes an admin; the password is read from standard input, or made and printed
  admin reset-password --email ADDRESS
      sets a new password, read or made in the same way, and ends all of the person's sessions
  admin reset-second-factor --email ADDRESS
      takes the second factor of a person away who has lost the authenticator; where the desk asks for
      one, the next sign-in sets up another
  backup FILE       copies the embedded database into a new file, also while Galley runs
  restore FILE      puts a backup in the place of the embedded database; Galley has to be stopped
  verify            recomputes the journal, hashes, seals and revisions; exit code 1 where something is wrong
  verify FILE|ADDRESS [--keys FILE|ADDRESS]
      checks the passport in a file, or of a public article: its signature, the words of the page, and, where the desk's
      database is at hand, hashes, approvals and shares; exit code 1 where something does not hold
  passport new-key  makes a new key that signs passports from now on; the old public key stays
  config check      reads the configuration, says what it means, and asks the OpenID Connect provider, if any, for its own

Settings come from the environment, and from .env in Galley's folder.`;

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  if (!isForTheOperator(error)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

async function run(given: string[]): Promise<number> {
  const { values, positionals } = parsed(given);
  const [command, ...rest] = positionals;
  if (values.help || command === undefined) {
    console.log(usage);
    return values.help ? 0 : 1;
  }
  const config = readConfig(process.env);
  const [first] = rest;
  switch (`${command} ${['admin', 'config', 'passport'].includes(command) ? first : ''}`.trim()) {
    case 'admin create':
      return await createAdmin(config, values);
    case 'admin reset-password':
      return await resetPassword(config, values);
    case 'admin reset-second-factor':
      return await resetFactor(config, values);
    case 'backup':
      return await backUp(config, named(first, 'backup FILE'));
    case 'restore':
      return await restore(config, named(first, 'restore FILE'));
    case 'verify':
      return first === undefined ? await verify(config) : await verifyPassport(config, first, values.keys);
    case 'passport new-key':
      return await renewKey(config);
    case 'config check':
      return await checkConfig(config);
    default:
      throw new CommandError(`There is no command “${positionals.join(' ')}”.\n\n${usage}`);
  }
}

function parsed(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        email: { type: 'string' },
        name: { type: 'string' },
        language: { type: 'string' },
        keys: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new CommandError(`${messageOf(error)}\n\n${usage}`);
  }
}

function named(file: string | undefined, form: string): string {
  if (file === undefined) throw new CommandError(`Name a file: galley ${form}`);
  return file;
}

/** Reading it was most of the check; what is said of it holds no secret. The provider of sign-ins is asked for its own. */
async function checkConfig(config: ReturnType<typeof readConfig>): Promise<number> {
  const { port, host, publicUrl, databaseUrl, redisUrl, dataDir, mail, secret, demo, trustProxy, provider } =
    config;
  const lines = [
    ['listens on', `${host}, port ${port}`],
    ['reached at', publicUrl ?? `http://localhost:${port} (PUBLIC_URL is not set)`],
    ['database', databaseUrl === null ? `embedded, in ${dataDir}` : 'PostgreSQL'],
    ['nodes', redisUrl === null ? 'one (REDIS_URL is not set)' : 'several, by Redis'],
    ['e-mail', mail === null ? 'none (SMTP_URL is not set)' : `from ${mail.from.address}`],
    ['proxies', String(trustProxy)],
    ['passwords', config.passwords ? 'on' : 'off, but for operators’ admins'],
    ['provider', provider === null ? 'none (OIDC_ISSUER is not set)' : provider.issuer],
    ['secret', secret === null ? 'generated, kept in the database' : 'configured'],
    ['demo people', demo ? 'yes: their passwords are known to everybody' : 'no'],
  ];
  for (const [what = '', value = ''] of lines) console.log(`${what.padEnd(12)} ${value}`);
  const warnings = [
    publicUrl?.startsWith('https:') && trustProxy === 0
      ? 'PUBLIC_URL is https and TRUST_PROXY is 0: Galley itself speaks http, so a proxy must stand before it. Set TRUST_PROXY to the number of proxies.'
      : null,
    databaseUrl === null && redisUrl !== null
      ? 'REDIS_URL joins several Galleys, which need one PostgreSQL: set DATABASE_URL.'
      : null,
    demo && host !== '127.0.0.1' && host !== 'localhost'
      ? 'Demo people are made in an empty database, and HOST lets others reach it: set DEMO=off.'
      : null,
  ].filter((warning) => warning !== null);
  for (const warning of warnings) console.log(`Warning: ${warning}`);
  if (provider === null) return 0;
  const origin = publicUrl ?? `http://localhost:${port}`;
  console.log(`The provider has to know the address ${origin}${signingInRoutes.finishProviderSignIn.path}`);
  try {
    const found = (await discover(provider)).serverMetadata();
    console.log(`The provider answers: people sign in at ${found.authorization_endpoint}`);
    return 0;
  } catch (error) {
    throw new CommandError(`OIDC_ISSUER: ${provider.issuer} can't be used: ${messageOf(error)}`);
  }
}

function isForTheOperator(error: unknown): error is Error {
  return [CommandError, ConfigError, StorageError].some((kind) => error instanceof kind);
}
