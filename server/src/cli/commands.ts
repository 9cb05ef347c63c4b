// The commands of `galley`: what an operator does beside the running desk. Each is loaded when it is asked for, so that none
// waits for what only others need.
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { signingInRoutes } from '@galley/shared/contract/signing-in.ts';
import { type Config, ConfigError, readConfig } from '../config.ts';
import { placeName } from '../media/places/config.ts';
import { PlaceError, PlaceSettingError, reasonOf } from '../media/places/place.ts';
import { messageOf, StorageError } from '../storage/open.ts';
import { CommandError } from './command-error.ts';

const usage = `galley <command>

  admin create --email ADDRESS --name NAME [--language en|de]
      makes an admin; the password is read from standard input, or made and printed
  admin reset-password --email ADDRESS
      sets a new password, read or made in the same way, and ends all of the person's sessions
  admin reset-second-factor --email ADDRESS
      takes the second factor of a person away who has lost the authenticator; where the desk asks for
      one, the next sign-in sets up another
  backup FILE [--with-pictures]
      copies the embedded database into a new file, also while Galley runs; where pictures are kept elsewhere,
      it names what is not in it, or puts them in as well
  restore FILE      puts a backup in the place of the embedded database; Galley has to be stopped
  export FOLDER [--format json|markdown|html|text|docx]
      writes every article into a new folder, with its pictures and a list of all; JSON unless another format is named
  import FOLDER|FILE --as ADDRESS [--template NAME] [--language en|de] [--dry-run]
      makes articles of what export wrote, and of text, Markdown, HTML, Word, e-mail and JSON files, in the name of the
      person with this address; what has come before is not made again; exit code 1 where one can't be imported
  verify [--without-pictures]
      recomputes the journal, hashes, seals, revisions and the files of pictures; exit code 1 where something is wrong
  verify FILE|ADDRESS [--keys FILE|ADDRESS]
      checks the passport in a file, or of a public article: its signature, the words of the page, and, where the desk's
      database is at hand, hashes, approvals and shares; exit code 1 where something does not hold
  move-pictures     moves all pictures to where PICTURE_PLACE says, also while Galley runs; broken off, it goes on
      where it was
  migrate-to-postgres URL
      copies the embedded database into an empty one on PostgreSQL and verifies it there; Galley has to be stopped
  passport new-key  makes a new key that signs passports from now on; the old public key stays
  config check      reads the configuration, says what it means, and asks the OpenID Connect provider and the
                    place of the pictures, if any, whether they can be used

Settings come from the environment, and from .env in Galley's folder.`;

/**
 * Runs a command with its arguments and settings, prints what comes of it, and gives the exit code. What only the operator
 * can mend is one line on standard error and exit code 1; anything else is thrown.
 */
export async function run(given: string[], env: NodeJS.ProcessEnv): Promise<number> {
  try {
    return await command(given, env);
  } catch (error) {
    if (!isForTheOperator(error)) throw error;
    console.error(error.message);
    return 1;
  }
}

async function command(given: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const { values, positionals } = parsed(given);
  const [name, ...rest] = positionals;
  if (values.help || name === undefined) {
    console.log(usage);
    return values.help ? 0 : 1;
  }
  const config = readConfig(env);
  const [first] = rest;
  switch (`${name} ${['admin', 'config', 'passport'].includes(name) ? first : ''}`.trim()) {
    case 'admin create':
      return await (await import('./admin.ts')).createAdmin(config, values);
    case 'admin reset-password':
      return await (await import('./admin.ts')).resetPassword(config, values);
    case 'admin reset-second-factor':
      return await (await import('./admin.ts')).resetFactor(config, values);
    case 'backup':
      return await (await import('./backup.ts')).backUp(
        config,
        named(first, 'backup FILE'),
        values['with-pictures'],
      );
    case 'restore':
      return await (await import('./backup.ts')).restore(config, named(first, 'restore FILE'));
    case 'export':
      return await (await import('./export.ts')).exportAll(
        config,
        named(first, 'export FOLDER', 'a folder'),
        values.format ?? 'json',
      );
    case 'import':
      return await (await import('./import.ts')).importAll(
        config,
        named(
          first,
          'import FOLDER|FILE --as ADDRESS [--template NAME]',
          'a folder or a file, and whose articles they are',
        ),
        values,
      );
    case 'verify':
      return first === undefined
        ? await (await import('./verify.ts')).verify(config, { withPictures: !values['without-pictures'] })
        : await (await import('./verify-passport.ts')).verifyPassport(config, first, values.keys);
    case 'move-pictures':
      return await (await import('./move-pictures.ts')).movePictures(config);
    case 'migrate-to-postgres':
      return await (await import('./migrate-to-postgres.ts')).migrateToPostgres(
        config,
        named(first, 'migrate-to-postgres URL', 'the database'),
      );
    case 'passport new-key':
      return await (await import('./passport-key.ts')).renewKey(config);
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
        format: { type: 'string' },
        as: { type: 'string' },
        template: { type: 'string' },
        'dry-run': { type: 'boolean' },
        'with-pictures': { type: 'boolean', default: false },
        'without-pictures': { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new CommandError(`${messageOf(error)}\n\n${usage}`);
  }
}

function named(given: string | undefined, form: string, what = 'a file'): string {
  if (given === undefined) throw new CommandError(`Name ${what}: galley ${form}`);
  return given;
}

/** Reading it was most of the check; what is said of it holds no secret. The provider of sign-ins is asked for its own. */
async function checkConfig(config: Config): Promise<number> {
  const {
    port,
    host,
    publicUrl,
    databaseUrl,
    redisUrl,
    dataDir,
    mail,
    secret,
    demo,
    trustProxy,
    provider,
    traces,
  } = config;
  const lines = [
    ['listens on', `${host}, port ${port}`],
    ['reached at', publicUrl ?? `http://localhost:${port} (PUBLIC_URL is not set)`],
    ['database', databaseUrl === null ? `embedded, in ${dataDir}` : 'PostgreSQL'],
    [
      'traces',
      traces === null ? 'none (OTEL_EXPORTER_OTLP_ENDPOINT is not set)' : `to ${new URL(traces).origin}`,
    ],
    ['pictures', `in ${placeName(config.pictures)}`],
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
  await checkPlace(config);
  if (provider === null) return 0;
  const origin = publicUrl ?? `http://localhost:${port}`;
  console.log(`The provider has to know the address ${origin}${signingInRoutes.finishProviderSignIn.path}`);
  try {
    const { discover } = await import('../accounts/provider.ts');
    const found = (await discover(provider)).serverMetadata();
    console.log(`The provider answers: people sign in at ${found.authorization_endpoint}`);
    return 0;
  } catch (error) {
    throw new CommandError(`OIDC_ISSUER: ${provider.issuer} can't be used: ${messageOf(error)}`);
  }
}

/** Writes, reads and deletes a few bytes where pictures are kept outside of the database, which is not opened here. */
async function checkPlace(config: Config): Promise<void> {
  const { place, folder, bucket } = config.pictures;
  if (place === 'database') return;
  if (place === 'folder' && folder !== null && !existsSync(folder)) {
    console.log(
      `Pictures will be kept in ${placeName(config.pictures)}, which is not there yet: the start makes it.`,
    );
    return;
  }
  const { createFolderPlace } = await import('../media/places/folder-place.ts');
  const { tryPlace } = await import('../media/places/places.ts');
  try {
    if (place === 'folder' && folder !== null) await tryPlace(createFolderPlace(folder));
    if (place === 'bucket' && bucket !== null) {
      const asked = (await import('../media/places/bucket-place.ts')).createBucketPlace(bucket);
      await tryPlace(asked).finally(asked.close);
    }
    console.log(`Pictures can be kept in ${placeName(config.pictures)}.`);
  } catch (error) {
    throw new CommandError(`PICTURE_PLACE: ${placeName(config.pictures)} can’t be used: ${reasonOf(error)}`);
  }
}

function isForTheOperator(error: unknown): error is Error {
  return [CommandError, ConfigError, PlaceError, PlaceSettingError, StorageError].some(
    (kind) => error instanceof kind,
  );
}
