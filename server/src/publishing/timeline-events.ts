// The entries of an article's timeline about its public page: when it was withdrawn. Publications stand there as versions. A
// withdrawal's own row goes with the next publication, so the audit log is asked.
import { auditDetailsSchema } from '@galley/shared/api/audit.ts';
import type { TimelineEvents } from '../events/timeline-events.ts';
import type { Storage } from '../storage/storage.ts';

/** Withdrawals, of the whole article: a query for one section gets none. */
export function createWithdrawalEvents({ db }: Pick<Storage, 'db'>): TimelineEvents {
  return {
    read: async (article, { kind, before, since, author, section, limit }) => {
      if ((kind !== 'all' && kind !== 'versions') || section !== undefined) return [];
      let query = db
        .selectFrom('audit')
        .select(['id', 'at', 'who', 'details'])
        .where('article', '=', article)
        .where('act', '=', 'publication.withdrawn');
      if (before !== undefined) query = query.where('at', '<', before);
      if (since !== undefined) query = query.where('at', '>=', since);
      if (author !== undefined) query = query.where('who', '=', author);
      if (limit !== undefined) query = query.limit(limit);
      const rows = await query.orderBy('at', 'desc').orderBy('id').execute();
      return rows.map(({ id, at, who, details }) => {
        const { note = '' } = auditDetailsSchema.parse(JSON.parse(details));
        return { type: 'withdrawn' as const, id: `withdrawn-${id}`, at, by: who, note };
      });
    },
  };
}
