// Who is notified of what: from an event of the desk to the notifications that it makes. Nobody is notified of their own act.
import type { NotificationKind } from '@galley/shared/api/notifications.ts';
import { sectionOf } from '@galley/shared/article/region.ts';
import type { ArticleId, SectionId, SuggestionId, ThreadId, UserId } from '@galley/shared/ids.ts';
import type { DeskEvent } from '../events/desk-events.ts';

export interface NewNotification {
  to: UserId;
  kind: NotificationKind;
  article: ArticleId;
  section: SectionId | null;
  /** Or the suggestion, whose card stands among the threads. */
  thread: ThreadId | SuggestionId | null;
  by: UserId | null;
  text: string;
  /** What the notifications of one act have in common, which are one for each reader. */
  together?: string;
}

const maxText = 300;

export function notificationsOf(event: DeskEvent): NewNotification[] {
  const { article, by } = event;
  const about = { article, by, section: null, thread: null, text: '' };
  const notify = (people: Iterable<UserId>, rest: Partial<NewNotification> & { kind: NotificationKind }) =>
    [...new Set(people)].filter((to) => to !== by).map((to) => ({ ...about, ...rest, to }));
  switch (event.type) {
    case 'commented': {
      const { thread, mentions, participants } = event;
      const rest = { thread, text: event.body.slice(0, maxText) };
      const named = new Set(mentions);
      return [
        ...notify(mentions, { ...rest, kind: 'mentioned' }),
        ...notify(
          participants.filter((person) => !named.has(person)),
          { ...rest, kind: 'replied' },
        ),
      ];
    }
    case 'thread-resolved':
      return notify(event.participants, { kind: 'resolved', thread: event.thread });
    case 'section-assigned':
      return notify([event.owner], { kind: 'assigned', section: event.section });
    case 'article-assigned': {
      const { together } = event;
      return notify([event.assignee], { kind: 'article-assigned', ...(together && { together }) });
    }
    case 'section-returned': {
      const { section, note, concerned } = event;
      return notify(concerned, { kind: 'returned', section, text: note.slice(0, maxText) });
    }
    case 'section-ready':
      return notify(event.reviewers, { kind: 'ready', section: event.section, text: event.label });
    case 'section-approved':
      // Events of before an update may lack them.
      return notify(event.concerned ?? [], {
        kind: 'approved',
        section: event.section,
        text: event.label ?? '',
      });
    case 'article-unassigned':
    case 'review-ended':
    case 'stage-changed':
    case 'scheduled':
      return [];
    case 'approval-voided':
      return notify(event.concerned, { kind: 'voided', section: event.section });
    case 'published':
      return notify(event.concerned, { kind: 'published' });
    case 'article-unreadable':
      return notify(event.concerned, { kind: 'unreadable' });
    case 'publication-held':
      return notify(event.concerned, { kind: 'held' });
    case 'withdrawn':
      return notify(event.concerned, { kind: 'withdrawn' });
    case 'suggestions-decided': {
      const { author, accepted, rejected, which = [] } = event;
      const [first] = which;
      // In every language: the words around them are the reader's.
      const counts = `✓ ${accepted} · ✗ ${rejected}`;
      const quoted = which.map(
        ({ accepted: taken, before, after }) => `${taken ? '✓' : '✗'} ${changed(before, after)}`,
      );
      return notify([author], {
        kind: 'suggestion-decided',
        section: first ? sectionOf(first.region) : null,
        thread: first?.id ?? null,
        text: (accepted + rejected > which.length ? [counts, ...quoted] : quoted).join('\n').slice(0, 1000),
      });
    }
  }
}

function changed(before: string, after: string): string {
  if (before === '') return `+ “${after}”`;
  return after === '' ? `− “${before}”` : `“${before}” → “${after}”`;
}
