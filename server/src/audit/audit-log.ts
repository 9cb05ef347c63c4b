// The audit log as admins read it: filtered, the newest first, in pages that stay right while rows are added.
import {
  type AuditAct,
  type AuditEntry,
  type AuditPage,
  actsOf,
  auditActs,
  auditDetailsSchema,
  type auditQuerySchema,
} from '@galley/shared/api/audit.ts';
import type { TemplateId } from '@galley/shared/ids.ts';
import type { ExpressionBuilder } from 'kysely';
import { z } from 'zod';
import type { Storage } from '../storage/storage.ts';
import type { Tables } from '../storage/tables.ts';

export type AuditQuestion = z.output<typeof auditQuerySchema>;

/** A page of what the question asks for; null where its cursor is none of ours. */
export async function readLog({ db }: Storage, question: AuditQuestion): Promise<AuditPage | null> {
  const cursor = question.cursor === undefined ? undefined : readCursor(question.cursor);
  if (cursor === null) return null;
  const { limit } = question;
  const rows = await db
    .selectFrom('audit')
    .leftJoin('article', 'article.id', 'audit.article')
    .selectAll('audit')
    .select(['article.headline', 'article.template as articleTemplate'])
    .where((eb) => filters(question, eb))
    .$if(cursor !== undefined, (query) =>
      query.where((eb) =>
        eb(eb.refTuple('audit.at', 'audit.id'), '<', eb.tuple(cursor?.at ?? '', cursor?.id ?? '')),
      ),
    )
    .orderBy('audit.at', 'desc')
    .orderBy('audit.id', 'desc')
    // One more than wanted tells whether there is another page.
    .limit(limit + 1)
    .execute();
  const entries = rows.slice(0, limit).map(
    (row): AuditEntry => ({
      id: row.id,
      at: row.at,
      who: row.who,
      // Written by `record` alone.
      act: row.act as AuditAct,
      article:
        row.article === null
          ? null
          : {
              id: row.article,
              headline: row.headline ?? '',
              // Articles are never deleted, so each has its row, and it its template.
              template: (row.articleTemplate ?? '') as TemplateId,
            },
      section: row.section,
      person: row.person,
      template: row.template,
      details: auditDetailsSchema.parse(JSON.parse(row.details)),
    }),
  );
  const last = entries.at(-1);
  return { entries, next: rows.length > limit && last ? writeCursor(last) : null };
}

function filters({ person, act, article, from, to }: AuditQuestion, eb: ExpressionBuilder<Tables, 'audit'>) {
  const conditions = [];
  if (person !== undefined)
    conditions.push(eb.or([eb('audit.who', '=', person), eb('audit.person', '=', person)]));
  if (article !== undefined) conditions.push(eb('audit.article', '=', article));
  if (act !== undefined) conditions.push(eb('audit.act', 'in', actsNamed(act)));
  // Times are compared as texts, so they must be of the form that the rows have.
  if (from !== undefined) conditions.push(eb('audit.at', '>=', new Date(from).toISOString()));
  if (to !== undefined) conditions.push(eb('audit.at', '<', new Date(to).toISOString()));
  return eb.and(conditions);
}

function actsNamed(name: NonNullable<AuditQuestion['act']>): readonly AuditAct[] {
  const act = auditActs.find((one) => one === name);
  // What is no act is a group: the schema knows nothing else.
  return act ? [act] : actsOf(name as Exclude<typeof name, AuditAct>);
}

const cursorSchema = z.tuple([z.iso.datetime(), z.string().max(40)]);

function writeCursor({ at, id }: AuditEntry): string {
  return Buffer.from(JSON.stringify([at, id])).toString('base64url');
}

function readCursor(cursor: string): { at: string; id: string } | null {
  try {
    const [at, id] = cursorSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    return { at, id };
  } catch {
    return null;
  }
}
