// galley verify FILE|ADDRESS: whether a passport holds, checked by its signature, by the page that it is of, and by the desk's
// database where that is at hand.
import { readFile } from 'node:fs/promises';
import {
  type Passport,
  type PassportKey,
  passportKeysPath,
  passportKeysSchema,
  passportSchema,
} from '@galley/shared/api/passport.ts';
import type { PassportCheck, PassportFinding } from '@galley/shared/api/passport-check.ts';
import { parseHtml } from '@galley/shared/article/formats/html-parse.ts';
import { allElements, attributeOf } from '@galley/shared/article/formats/html-tree.ts';
import { documentNameOf } from '@galley/shared/ids.ts';
import { entriesAfter } from '../collab/journal-history.ts';
import type { Config } from '../config.ts';
import { readOrigins } from '../history/origin-rows.ts';
import { otherWords } from '../passports/claims.ts';
import { publicDeskKeys } from '../passports/desk-keys.ts';
import { readersText } from '../passports/readers-text.ts';
import { articleOf, recomputed } from '../passports/recompute.ts';
import { isSignedBy } from '../passports/signature.ts';
import { messageOf } from '../storage/open.ts';
import type { Storage } from '../storage/storage.ts';
import { CommandError } from './command-error.ts';
import { openToRead } from './tool-storage.ts';

/** Says what holds and what does not, a line each, and gives the exit code. `keys` names a file or an address. */
export async function verifyPassport(
  config: Config,
  source: string,
  keys: string | undefined,
): Promise<number> {
  const found = await find(source);
  const { passport } = found;
  const { issuer, article, revision, publishedAt } = passport;
  console.log(`Revision ${revision} of ${article.url}, published ${publishedAt}, by ${issuer.name}`);
  const storage = await openToRead(config).catch((error: unknown) => {
    if (error instanceof CommandError) return null;
    throw error;
  });
  const findings: Finding[] = [];
  try {
    findings.push(await signatureFinding(found, keys, storage));
    findings.push(pageFinding(found));
    if (storage) findings.push(...(await databaseFindings(storage, passport)));
    else findings.push({ holds: 'open', what: 'The desk’s database is not at hand.' });
  } finally {
    await storage?.close();
  }
  for (const { holds, what } of findings)
    console.log(`${holds === 'open' ? 'not checked' : holds ? 'holds' : 'FAILS'}`.padEnd(12) + what);
  const failed = findings.filter(({ holds }) => holds === false).length;
  console.log(
    failed === 0 ? 'Nothing speaks against this passport.' : `This passport does not hold: ${failed} faults.`,
  );
  // Without its signature nothing is known to come from the newsroom.
  return failed === 0 && findings[0]?.holds === true ? 0 : 1;
}

/** What was looked at, and how it came out; `open` is what could not be checked. */
interface Finding {
  holds: true | false | 'open';
  what: string;
}

interface Found {
  passport: Passport;
  /** Where it was found, without a path; null for a file. */
  origin: string | null;
  /** The page that it is of; null where there is none at hand. */
  page: string | null;
}

async function find(source: string): Promise<Found> {
  if (!isAddress(source)) return { passport: parsed(source, await read(source)), origin: null, page: null };
  const { origin } = new URL(source);
  const text = await read(source);
  if (/^\s*\{/.test(text)) {
    const page = source.replace(/\/passport\.json(?:\?.*)?$/, '');
    const html = page === source ? null : await read(page).catch(() => null);
    return { passport: parsed(source, text), origin, page: html };
  }
  const link = [...allElements(parseHtml(text))].find(
    (element) => element.tagName === 'link' && attributeOf(element, 'title') === 'passport',
  );
  const path = link && attributeOf(link, 'href');
  if (!path) throw new CommandError(`${source} names no passport.`);
  const address = new URL(path, source).href;
  return { passport: parsed(address, await read(address)), origin, page: text };
}

async function signatureFinding(
  { passport, origin }: Found,
  named: string | undefined,
  storage: Storage | null,
): Promise<Finding> {
  const { key } = passport.signature;
  const sources: [string, () => Promise<readonly PassportKey[]>][] =
    named !== undefined
      ? [[named, () => readKeys(named)]]
      : [
          ...(origin === null
            ? []
            : ([[origin, () => readKeys(origin + passportKeysPath)]] satisfies typeof sources)),
          ...(storage ? ([['this desk', () => publicDeskKeys(storage.db)]] satisfies typeof sources) : []),
          ...(origin === null
            ? ([
                [passport.issuer.url, () => readKeys(passport.issuer.url + passportKeysPath)],
              ] satisfies typeof sources)
            : []),
        ];
  const unreadable: string[] = [];
  for (const [whose, keys] of sources) {
    let known: readonly PassportKey[];
    try {
      known = await keys();
    } catch (error) {
      unreadable.push(messageOf(error));
      continue;
    }
    const mine = known.find(({ kid }) => kid === key);
    if (!mine) continue;
    return isSignedBy(passport, mine)
      ? { holds: true, what: `The signature is by the key ${key} of ${whose}.` }
      : {
          holds: false,
          what: `The signature is not over this passport, or not by the key ${key} of ${whose}.`,
        };
  }
  const whose = sources.map(([name]) => name).join(' or ');
  if (unreadable.length === sources.length)
    return {
      holds: 'open',
      what: `The signature: there are no keys to check it by (${unreadable.join('; ')}).`,
    };
  return { holds: false, what: `The key ${key} is none of ${whose}.` };
}

function pageFinding({ passport, page }: Found): Finding {
  if (page === null) return { holds: 'open', what: 'The words of the page: there is no page at hand.' };
  const others = otherWords(passport, readersText(page));
  return others.length === 0
    ? { holds: true, what: 'The page shows the words that were signed.' }
    : { holds: false, what: `The page shows other words than were signed: ${others.join(', ')}.` };
}

async function databaseFindings(storage: Storage, passport: Passport): Promise<Finding[]> {
  // One transaction sees one moment, whatever is written meanwhile.
  return await storage.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (db) => {
      const article = await articleOf(db, passport);
      if (article === null)
        return [
          { holds: 'open', what: 'The database at hand is of another desk: it knows no such article.' },
        ];
      const sources = {
        db,
        entries: (id: typeof article, after: number, limit: number) =>
          entriesAfter(db, documentNameOf(id), after, limit),
        origins: (id: typeof article) => readOrigins(db, id),
      };
      const findings = await recomputed(sources, article, passport);
      // By whose key it is signed is looked at before, also where there is no database.
      return findings.filter(({ check }) => check !== 'signature').map(inWords);
    });
}

function inWords({ check, outcome, parts }: PassportFinding): Finding {
  const [right, wrong] = words[check];
  if (outcome === 'holds') return { holds: true, what: right };
  if (outcome === 'open')
    return {
      holds: 'open',
      what: `${right} This can’t be recomputed: the journal’s rows of that time have been merged since.`,
    };
  const where = parts.map(({ section, name }) => (section ? `“${name}”` : `the ${name}`)).join(', ');
  return { holds: false, what: where === '' ? wrong : `${wrong.slice(0, -1)}: ${where}.` };
}

/** What is said where a check holds, and where it fails. */
const words: Record<PassportCheck, readonly [string, string]> = {
  signature: ['The signature is by a key of this desk.', 'The signature is by no key of this desk.'],
  'made-here': ['It is the passport that the desk made.', 'It is not the passport that the desk made.'],
  hashes: ['All hashes are those of the revision’s text.', 'Hashes are not those of the revision’s text.'],
  approvals: [
    'The approvals are those that the desk recorded.',
    'Approvals are not those that the desk recorded.',
  ],
  publication: [
    'Who published it, when and where is as the desk recorded it.',
    'Who published it, when or where is not as the desk recorded it.',
  ],
  'machine-made': [
    'What machines made is as the desk recorded it.',
    'What machines made is not as the desk recorded it.',
  ],
  journal: [
    'The journal makes this text of it at that time.',
    'The journal makes another text of it at that time.',
  ],
  shares: [
    'The shares are those that the journal shows.',
    'The shares are not those that the journal shows.',
  ],
};

async function readKeys(source: string): Promise<readonly PassportKey[]> {
  return passportKeysSchema.parse(JSON.parse(await read(source))).keys;
}

function parsed(source: string, text: string): Passport {
  try {
    return passportSchema.parse(JSON.parse(text));
  } catch {
    throw new CommandError(`${source} is no passport: it has another form.`);
  }
}

const maxBytes = 5_000_000;

async function read(source: string): Promise<string> {
  try {
    if (!isAddress(source)) return await readFile(source, 'utf8');
    const response = await fetch(source, { signal: AbortSignal.timeout(20_000) });
    if (!response.ok) throw new Error(`it answers ${response.status}`);
    const bytes = await response.arrayBuffer();
    if (bytes.byteLength > maxBytes) throw new Error('it is too large');
    return new TextDecoder().decode(bytes);
  } catch (error) {
    throw new CommandError(`${source} can't be read: ${messageOf(error)}`);
  }
}

function isAddress(source: string): boolean {
  return /^https?:\/\//i.test(source);
}
