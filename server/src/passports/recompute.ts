// Recomputes what a passport says from the desk's database: the revision, the history of its sections, and the journal.
import { setImmediate } from 'node:timers/promises';
import type { MachineText } from '@galley/shared/api/machine-made.ts';
import { type Passport, type PassportClaims, passportSchema } from '@galley/shared/api/passport.ts';
import type { PassportCheck, PassportFinding } from '@galley/shared/api/passport-check.ts';
import type { WholeRevision } from '@galley/shared/api/publishing.ts';
import type { ArticleContent } from '@galley/shared/article/content.ts';
import { readArticle } from '@galley/shared/article/read-article.ts';
import { type ArticleId, isId, type SectionId, type UserId } from '@galley/shared/ids.ts';
import { sectionHash } from '@galley/shared/review/approvals.ts';
import type { Kysely } from 'kysely';
import * as Y from 'yjs';
import type { DatedEntry } from '../collab/journal.ts';
import { CarriedWords, Origins } from '../history/origins.ts';
import { createRevisions, hashOf } from '../publishing/revisions.ts';
import type { Approval } from '../review/approvals.ts';
import { machineTextAfter } from '../review/machine-texts.ts';
import { type ArticleShares, sharesOf } from '../review/shares.ts';
import type { Tables } from '../storage/tables.ts';
import { claimsOf } from './claims.ts';
import { publicDeskKeys } from './desk-keys.ts';
import { canonicalJson, isSignedBy } from './signature.ts';

/** Where everything is read. */
export interface RecomputeSources {
  db: Kysely<Tables>;
  /** The journal's rows behind a position, in their order. */
  entries(article: ArticleId, after: number, limit: number): Promise<DatedEntry[]>;
  /** What was read from the journal when its rows came. */
  origins(article: ArticleId): Promise<Origins>;
}

/** The article that a passport is of; null where this desk knows none. */
export async function articleOf(
  db: Kysely<Tables>,
  { article: { id } }: PassportClaims,
): Promise<ArticleId | null> {
  const row = await db
    .selectFrom('article')
    .select('id')
    .where((eb) => eb.or([eb('feedId', '=', id), ...(isId<ArticleId>(id) ? [eb('id', '=', id)] : [])]))
    .executeTakeFirst();
  return row?.id ?? null;
}

/** The passport of a revision as the desk keeps it; null where it has none. */
export async function keptPassport(
  db: Kysely<Tables>,
  article: ArticleId,
  number: number,
): Promise<Passport | null> {
  const row = await db
    .selectFrom('passport')
    .select('passport')
    .where('article', '=', article)
    .where('number', '=', number)
    .executeTakeFirst();
  return row ? passportSchema.parse(JSON.parse(row.passport)) : null;
}

/** Holds a passport against the keys and records of this desk. */
export async function recomputed(
  sources: RecomputeSources,
  article: ArticleId,
  passport: Passport,
): Promise<PassportFinding[]> {
  const { db } = sources;
  const keys = await publicDeskKeys(db);
  const signature = finding(
    'signature',
    keys.some((key) => isSignedBy(passport, key)),
  );
  const revision = await createRevisions(db).get(article, passport.revision);
  const kept = await db
    .selectFrom('passport')
    .selectAll()
    .where('article', '=', article)
    .where('number', '=', passport.revision)
    .executeTakeFirst();
  if (!revision || !kept) return [signature, finding('made-here', false)];
  const facts = {
    revision,
    feedId: passport.article.id,
    site: { name: passport.issuer.name, url: passport.issuer.url },
    approvals: await approvalsAt(db, article, revision),
    people: new Map(Object.entries(JSON.parse(kept.people) as Record<UserId, string>)) as Map<UserId, string>,
  };
  const expected = (shares: ArticleShares) => claimsOf({ ...facts, shares });
  const replayed = await replay(sources, article, kept.position, passport.machineMade.text?.marks);
  return [
    signature,
    finding('made-here', canonicalJson(passport) === kept.passport),
    ...textFindings(passport, expected(noShares), revision),
    ...journalFindings(passport, revision, replayed, kept.position, expected),
  ];
}

const noShares: ArticleShares = { headline: new Map(), dek: new Map(), lead: new Map(), sections: new Map() };

function finding(
  check: PassportCheck,
  holds: boolean,
  parts: PassportFinding['parts'] = [],
): PassportFinding {
  return { check, outcome: holds ? 'holds' : 'fails', parts };
}

type Part = Pick<PassportClaims['headline'], 'hash' | 'textHash'>;

/** All that follows from the revision and from what was done with its sections. */
function textFindings(
  passport: Passport,
  expected: PassportClaims,
  revision: WholeRevision,
): PassportFinding[] {
  const same = (one: unknown, other: unknown) => canonicalJson(one) === canonicalJson(other);
  const given = (id: string) => passport.sections.find((section) => section.id === id);
  const lines = (['headline', 'dek', 'lead'] as const).map((name) => ({
    part: { section: false, name: name as string },
    given: passport[name] as Part | undefined,
    right: expected[name] as Part,
  }));
  const sections = expected.sections.map((section) => ({
    part: { section: true, name: section.label },
    given: given(section.id) as Part | undefined,
    right: section as Part,
  }));
  const otherHashes = [...lines, ...sections].filter(
    (one) => one.given?.hash !== one.right.hash || one.given.textHash !== one.right.textHash,
  );
  const names = (claims: PassportClaims) =>
    claims.sections.map(({ id, label, anchor }) => ({ id, label, anchor }));
  const hash = hashOf(revision.content);
  const isWhole = passport.hash === hash && revision.hash === hash && same(names(passport), names(expected));
  const otherApprovals = expected.sections.filter(
    ({ id, approval }) => !same(given(id)?.approval ?? null, approval),
  );
  const facts = ({ article, publishedAt, publishedBy }: PassportClaims) => ({
    article,
    publishedAt,
    publishedBy,
  });
  return [
    finding(
      'hashes',
      isWhole && otherHashes.length === 0,
      otherHashes.map(({ part }) => part),
    ),
    finding(
      'approvals',
      otherApprovals.length === 0,
      otherApprovals.map(({ label }) => ({ section: true, name: label })),
    ),
    finding('publication', same(facts(passport), facts(expected))),
    finding('machine-made', same(passport.machineMade, expected.machineMade)),
  ];
}

interface Replayed {
  content: ArticleContent;
  /** By what the rows themselves say, and by what was read from them when they came. */
  shares: ArticleShares[];
  /** What of the text a machine made, in the same two ways. */
  machineTexts: (MachineText | null)[];
  /** Up to where rows may have been merged. */
  merged: number;
}

function journalFindings(
  passport: Passport,
  revision: WholeRevision,
  { content, shares, machineTexts, merged }: Replayed,
  position: number,
  expected: (shares: ArticleShares) => PassportClaims,
): PassportFinding[] {
  const written = (claims: PassportClaims) =>
    canonicalJson([
      claims.written,
      ...[claims.headline, claims.dek, claims.lead, ...claims.sections].map((part) => part.written),
    ]);
  const orOpen = (one: PassportFinding, isOpen: boolean): PassportFinding =>
    one.outcome === 'fails' && isOpen ? { ...one, outcome: 'open' } : one;
  const isText = hashOf(content) === revision.hash;
  const isShare = isText && shares.some((one) => written(expected(one)) === written(passport));
  const { text } = passport.machineMade;
  const isMachineText = machineTexts.some(
    (one) => canonicalJson(one?.parts ?? []) === canonicalJson(text?.parts ?? []),
  );
  return [
    // A row that was merged bears the position of its last part, which may be a later one.
    orOpen(finding('journal', isText), merged >= position),
    orOpen(finding('shares', isShare && isMachineText), merged > 0),
  ];
}

/** So many rows are read before others get their turn. */
const lot = 50;

/** The article as it was once the row of this position was in, and who wrote what of it. */
async function replay(
  { db, entries, origins }: RecomputeSources,
  article: ArticleId,
  position: number,
  marks: number | undefined,
): Promise<Replayed> {
  const doc = new Y.Doc();
  try {
    const carried = new CarriedWords(new Origins(), []);
    doc.on('afterTransaction', (transaction) => carried.follow(transaction));
    for (let last = 0; last < position; ) {
      const rows = (await entries(article, last, lot)).filter((row) => row.position <= position);
      for (const row of rows) Y.applyUpdate(doc, row.bytes);
      const end = rows.at(-1);
      if (!end) break;
      last = end.position;
      await setImmediate();
    }
    const cursor = await db
      .selectFrom('historyCursor')
      .select(['mergedByMinute', 'mergedByDay'])
      .where('article', '=', article)
      .executeTakeFirst();
    const readings = [carried.origins, await origins(article)];
    const machineText = async (reading: Origins) =>
      marks === undefined ? null : await machineTextAfter(db, article, doc, reading, marks);
    return {
      content: readArticle(doc),
      shares: await inTurn(readings, (reading) => sharesOf(db, article, doc, reading)),
      machineTexts: await inTurn(readings, machineText),
      merged: Math.max(cursor?.mergedByMinute ?? 0, cursor?.mergedByDay ?? 0),
    };
  } finally {
    doc.destroy();
  }
}

/** One query after the other: within a transaction there is but one connection. */
async function inTurn<One, Result>(
  all: readonly One[],
  ask: (one: One) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const one of all) results.push(await ask(one));
  return results;
}

/** Of each section the approval that held when the revision was published, by what the desk recorded. */
async function approvalsAt(
  db: Kysely<Tables>,
  article: ArticleId,
  { content, publishedAt }: WholeRevision,
): Promise<Map<SectionId, Approval>> {
  const events = await db
    .selectFrom('sectionEvent')
    .select(['section', 'kind', 'by', 'at', 'hash'])
    .where('article', '=', article)
    .where('kind', '!=', 'assigned')
    .where('at', '<=', publishedAt)
    .orderBy('number')
    .execute();
  const last = new Map(events.map((event) => [event.section, event]));
  return new Map(
    content.sections.flatMap((section) => {
      const event = last.get(section.id);
      if (event?.kind !== 'approved' || event.hash !== sectionHash(section) || event.by === null) return [];
      return [[section.id, { hash: event.hash, by: event.by, at: event.at }] as const];
    }),
  );
}
