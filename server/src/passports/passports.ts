// Passports as publishing makes them: with the revision, in its transaction, and never again.
import type { WholeRevision } from '@galley/shared/api/publishing.ts';
import type { ArticleId, UserId } from '@galley/shared/ids.ts';
import type { Kysely } from 'kysely';
import type { HeldArticle } from '../collab/documents.ts';
import type { Approval, Approvals } from '../review/approvals.ts';
import type { ArticleShares, Letters, Shares } from '../review/shares.ts';
import type { Tables } from '../storage/tables.ts';
import { claimsOf } from './claims.ts';
import type { SigningKey } from './desk-keys.ts';
import { canonicalJson, signed } from './signature.ts';

/** For publishing: prepare, then write within its transaction. */
export interface Passports {
  /** To be called before the article is held: it reads what the journal says of who wrote what. */
  prepare(article: ArticleId): Promise<void>;
  /** Whether nothing has come into the journal since. */
  isPrepared(held: HeldArticle, article: ArticleId): Promise<boolean>;
  /** Makes and writes the passport of a revision that the transaction has just written. */
  write(held: HeldArticle, revision: WholeRevision, feedId: string): Promise<void>;
}

interface PassportsOptions {
  approvals: Pick<Approvals, 'signed'>;
  shares: Shares;
  key: SigningKey;
  siteName(db: Kysely<Tables>): Promise<string>;
  /** Where the site is, without a path. */
  url: string;
}

/** Passports that are signed by `key` and speak of the site at `url`. */
export function createPassports({ approvals, shares, key, siteName, url }: PassportsOptions): Passports {
  return {
    prepare: (article) => shares.catchUp(article),
    isPrepared: async ({ transaction }, article) => (await shares.position(transaction, article)).isRead,
    write: async ({ transaction, doc }, revision, feedId) => {
      const { article, number } = revision;
      const signedBy = await approvals.signed(article, transaction);
      const letters = await shares.of(transaction, article, doc);
      const reviewer = revision.metadata.machineText?.review.by;
      const ids = [
        revision.publishedBy,
        ...peopleIn(signedBy),
        ...writersIn(letters),
        ...(reviewer === undefined ? [] : [reviewer]),
      ];
      const people = await namedAmong(transaction, ids);
      const claims = claimsOf({
        revision,
        feedId,
        site: { name: await siteName(transaction), url },
        approvals: signedBy,
        shares: letters,
        people,
      });
      await transaction
        .insertInto('passport')
        .values({
          article,
          number,
          passport: canonicalJson(signed(claims, await key(transaction))),
          position: (await shares.position(transaction, article)).position,
          people: canonicalJson(Object.fromEntries(people)),
        })
        .execute();
    },
  };
}

/** Those who want to be named on public pages. */
async function namedAmong(db: Kysely<Tables>, ids: readonly UserId[]): Promise<Map<UserId, string>> {
  const rows = await db
    .selectFrom('user')
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(ids)])
    .where('namedPublicly', '=', 1)
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

function peopleIn(approvals: ReadonlyMap<unknown, Approval>): UserId[] {
  return [...approvals.values()].map(({ by }) => by);
}

function writersIn({ headline, dek, lead, sections }: ArticleShares): UserId[] {
  const all: Letters[] = [headline, dek, lead, ...sections.values()];
  return all.flatMap((letters) => [...letters.keys()].filter((id) => id !== null));
}
