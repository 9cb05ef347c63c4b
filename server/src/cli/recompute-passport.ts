// Recomputes what a passport says from the desk's database: the revision, the history of its sections, and the journal.
import type { Passport, PassportClaims } from '@galley/shared/api/passport.ts';
import { type NoteKind, revisionMetadataSchema, type WholeRevision } from '@galley/shared/api/publishing.ts';
import { articleContentSchema } from '@galley/shared/article/content.ts';
import { readArticle } from '@galley/shared/article/read-article.ts';
import { type ArticleId, documentNameOf, type SectionId, type UserId } from '@galley/shared/ids.ts';
import { sectionHash } from '@galley/shared/review/approvals.ts';
import type { Kysely } from 'kysely';
import * as Y from 'yjs';
import { entriesAfter } from '../collab/journal-history.ts';
import { readOrigins } from '../history/origin-rows.ts';
import { CarriedWords, Origins } from '../history/origins.ts';
import { claimsOf } from '../passports/claims.ts';
import { canonicalJson } from '../passports/signature.ts';
import { hashOf } from '../publishing/manuscript.ts';
import type { Approval } from '../review/approvals.ts';
import { readOwners } from '../review/authorship.ts';
import { type ArticleShares, sharesIn } from '../review/shares.ts';
import type { Tables } from '../storage/tables.ts';

/** What was looked at, and how it came out; `open` is what could not be checked. */
export interface Finding {
  holds: true | false | 'open';
  what: string;
}

/** Holds a passport against the database; null where this desk knows no such article. */
export async function recomputed(db: Kysely<Tables>, passport: Passport): Promise<Finding[] | null> {
  const row = await db
    .selectFrom('article')
    .select(['id', 'feedId'])
    .where((eb) => eb.or([eb('feedId', '=', passport.article.id), eb('id', '=', passport.article.id)]))
    .executeTakeFirst();
  if (!row) return null;
  const article = row.id as ArticleId;
  const revision = await revisionOf(db, article, passport.revision);
  const kept = await db
    .selectFrom('passport')
    .selectAll()
    .where('article', '=', article)
    .where('number', '=', passport.revision)
    .executeTakeFirst();
  if (!revision || !kept)
    return [{ holds: false, what: `There is no revision ${passport.revision} with a passport.` }];
  const people = new Map(Object.entries(JSON.parse(kept.people) as Record<string, string>)) as Map<
    UserId,
    string
  >;
  const facts = {
    revision,
    feedId: row.feedId ?? article,
    site: { name: passport.issuer.name, url: passport.issuer.url },
    approvals: await approvalsAt(db, article, revision),
    people,
  };
  const replayed = await replay(db, article, kept.position);
  const expected = (shares: ArticleShares) => claimsOf({ ...facts, shares });
  const findings = [
    finding(
      canonicalJson(passport) === kept.passport,
      'It is the passport that the desk made.',
      'It is not the passport that the desk made.',
    ),
    ...textFindings(passport, expected(noShares), revision),
  ];
  if (hashOf(replayed.content) !== revision.hash)
    findings.push(
      replayed.merged >= kept.position
        ? { holds: 'open', what: journalMerged(replayed.merged) }
        : { holds: false, what: 'The journal makes another text of it at that time.' },
    );
  else {
    findings.push({ holds: true, what: 'The journal makes this text of it at that time.' });
    findings.push(shareFinding(passport, replayed, expected));
  }
  return findings;
}

const noShares: ArticleShares = { headline: new Map(), dek: new Map(), lead: new Map(), sections: new Map() };

function journalMerged(upTo: number): string {
  return `The journal’s rows up to ${upTo} have been merged since, so this can’t be recomputed exactly.`;
}

function finding(holds: boolean, when: string, otherwise: string): Finding {
  return { holds, what: holds ? when : otherwise };
}

/** All that follows from the revision and from what was done with its sections. */
function textFindings(passport: Passport, expected: PassportClaims, revision: WholeRevision): Finding[] {
  const named = (parts: string[]) => parts.join(', ');
  const same = (one: unknown, other: unknown) => canonicalJson(one) === canonicalJson(other);
  const pairs: [string, PassportPart | undefined, PassportPart | undefined][] = [
    ['the headline', passport.headline, expected.headline],
    ['the dek', passport.dek, expected.dek],
    ['the lead picture', passport.lead, expected.lead],
    ...expected.sections.map((section): [string, PassportPart | undefined, PassportPart] => [
      `“${section.label}”`,
      passport.sections.find(({ id }) => id === section.id),
      section,
    ]),
  ];
  const otherHashes = pairs.flatMap(([name, given, right]) =>
    given?.hash === right?.hash && given?.textHash === right?.textHash ? [] : [name],
  );
  const isWhole =
    passport.hash === hashOf(revision.content) &&
    passport.hash === revision.hash &&
    same(
      passport.sections.map(({ id, label, anchor }) => ({ id, label, anchor })),
      expected.sections.map(({ id, label, anchor }) => ({ id, label, anchor })),
    );
  const otherApprovals = expected.sections.flatMap(({ id, label, approval }) => {
    const given = passport.sections.find((section) => section.id === id);
    return same(given?.approval ?? null, approval) ? [] : [`“${label}”`];
  });
  const facts = ({ article, publishedAt, publishedBy }: PassportClaims) => ({
    article,
    publishedAt,
    publishedBy,
  });
  return [
    finding(
      isWhole && otherHashes.length === 0,
      'All hashes are those of the revision’s text.',
      `Hashes are not those of the revision’s text: ${named(otherHashes) || 'the whole article'}.`,
    ),
    finding(
      otherApprovals.length === 0,
      'The approvals are those that the desk recorded.',
      `Approvals are not those that the desk recorded: ${named(otherApprovals)}.`,
    ),
    finding(
      same(facts(passport), facts(expected)),
      'Who published it, when and where is as the desk recorded it.',
      'Who published it, when or where is not as the desk recorded it.',
    ),
    finding(
      same(passport.machineMade, expected.machineMade),
      'What machines made is as the desk recorded it.',
      'What machines made is not as the desk recorded it.',
    ),
  ];
}

type PassportPart = PassportClaims['headline'];

interface Replayed {
  content: ReturnType<typeof readArticle>;
  /** By what the rows themselves say, and by what was read from them when they came. */
  shares: ArticleShares[];
  /** Up to where rows may have been merged. */
  merged: number;
}

function shareFinding(
  passport: Passport,
  { shares, merged }: Replayed,
  expected: (shares: ArticleShares) => PassportClaims,
): Finding {
  const written = (claims: PassportClaims) =>
    canonicalJson([
      claims.written,
      ...[claims.headline, claims.dek, claims.lead, ...claims.sections].map((part) => part.written),
    ]);
  if (shares.some((one) => written(expected(one)) === written(passport)))
    return { holds: true, what: 'The shares are those that the journal shows.' };
  if (merged > 0) return { holds: 'open', what: `The shares: ${journalMerged(merged)}` };
  return { holds: false, what: 'The shares are not those that the journal shows.' };
}

/** The article as it was once the row of this position was in, and who wrote what of it. */
async function replay(db: Kysely<Tables>, article: ArticleId, position: number): Promise<Replayed> {
  const document = documentNameOf(article);
  const doc = new Y.Doc();
  try {
    const carried = new CarriedWords(new Origins(), []);
    doc.on('afterTransaction', (transaction) => carried.follow(transaction));
    for (let last = 0; last < position; ) {
      const rows = (await entriesAfter(db, document, last, 500)).filter((row) => row.position <= position);
      for (const row of rows) Y.applyUpdate(doc, row.bytes);
      const end = rows.at(-1);
      if (!end) break;
      last = end.position;
    }
    const owners = await readOwners(db, article);
    const cursor = await db
      .selectFrom('historyCursor')
      .select(['mergedByMinute', 'mergedByDay'])
      .where('article', '=', article)
      .executeTakeFirst();
    const kept = await readOrigins(db, article);
    return {
      content: readArticle(doc),
      shares: [sharesIn(doc, owners, carried.origins), sharesIn(doc, owners, kept)],
      merged: Math.max(cursor?.mergedByMinute ?? 0, cursor?.mergedByDay ?? 0),
    };
  } finally {
    doc.destroy();
  }
}

async function revisionOf(
  db: Kysely<Tables>,
  article: ArticleId,
  number: number,
): Promise<WholeRevision | null> {
  const row = await db
    .selectFrom('revision')
    .selectAll()
    .where('article', '=', article)
    .where('number', '=', number)
    .executeTakeFirst();
  if (!row) return null;
  return {
    ...row,
    article,
    publishedBy: row.publishedBy as UserId,
    // Only kinds that the contract knows are ever written.
    noteKind: row.noteKind as NoteKind,
    metadata: revisionMetadataSchema.parse(JSON.parse(row.metadata)),
    content: articleContentSchema.parse(JSON.parse(row.content)),
  };
}

/** Of each section the approval that held when the revision was published, by what the desk recorded. */
async function approvalsAt(
  db: Kysely<Tables>,
  article: ArticleId,
  { content, publishedAt }: WholeRevision,
): Promise<Map<SectionId, Approval>> {
  const events = await db
    .selectFrom('sectionEvent')
    .select(['section', 'deed', 'by', 'at', 'hash'])
    .where('article', '=', article)
    .where('deed', '!=', 'assigned')
    .where('at', '<=', publishedAt)
    .orderBy('number')
    .execute();
  const last = new Map(events.map((event) => [event.section, event]));
  return new Map(
    content.sections.flatMap((section) => {
      const event = last.get(section.id);
      if (event?.deed !== 'approved' || event.hash !== sectionHash(section) || event.by === null) return [];
      return [[section.id, { hash: event.hash, by: event.by as UserId, at: event.at }] as const];
    }),
  );
}
