// Marks of machine-made words on the timeline of an article.
import type { TimelineEvents } from '../events/timeline-events.ts';
import type { Storage } from '../storage/storage.ts';

/** The timeline's entries about marks of machine-made words. */
export function createMachineEvents({ db }: Pick<Storage, 'db'>): TimelineEvents {
  return {
    read: async (article, { kind, before, since, author, section, limit }) => {
      if (kind !== 'all' && kind !== 'review') return [];
      let query = db
        .selectFrom('machineMark')
        .select(['number', 'made', 'section', 'letters', 'by', 'at'])
        .where('article', '=', article);
      if (before !== undefined) query = query.where('at', '<', before);
      if (since !== undefined) query = query.where('at', '>=', since);
      if (author !== undefined) query = query.where('by', '=', author);
      if (section !== undefined) query = query.where('section', '=', section);
      if (limit !== undefined) query = query.limit(limit);
      const rows = await query.orderBy('at', 'desc').orderBy('number', 'desc').execute();
      return rows.map((row) => ({
        type: row.made === 1 ? ('machine-marked' as const) : ('machine-unmarked' as const),
        id: `machine-mark-${row.number}`,
        at: row.at,
        by: row.by,
        section: row.section,
        letters: row.letters,
      }));
    },
  };
}
