// Who is to be told of what: from an event of the desk to the notifications that it makes. Nobody is told of their own act.
import type { NotificationKind } from '@galley/shared/api/notifications.ts';
import type { ArticleId, SectionId, SuggestionId, ThreadId, UserId } from '@galley/shared/ids.ts';
import type { DeskEvent } from '../api/desk-events.ts';

export interface NewNotification {
  to: UserId;
  kind: NotificationKind;
  article: ArticleId;
  section: SectionId | null;
  /** Or the suggestion, whose card stands among the threads. */
  thread: ThreadId | SuggestionId | null;
  by: UserId | null;
  text: string;
}

const maxText = 300;

export function notificationsOf(event: DeskEvent): NewNotification[] {
  const { article, by } = event;
  const about = { article, by, section: null, thread: null, text: '' };
  const tell = (people: Iterable<UserId>, rest: Partial<NewNotification> & { kind: NotificationKind }) =>
    [...new Set(people)].filter((to) => to !== by).map((to) => ({ ...about, ...rest, to }));
  switch (event.type) {
    case 'commented': {
      const { thread, mentions, participants } = event;
      const rest = { thread, text: event.body.slice(0, maxText) };
      const named = new Set(mentions);
      return [
        ...tell(mentions, { ...rest, kind: 'mentioned' }),
        ...tell(
          participants.filter((person) => !named.has(person)),
          { ...rest, kind: 'replied' },
        ),
      ];
    }
    case 'thread-resolved':
      return tell(event.participants, { kind: 'resolved', thread: event.thread });
    case 'section-assigned':
      return tell([event.owner], { kind: 'assigned', section: event.section });
    case 'article-assigned':
      return tell([event.assignee], { kind: 'article-assigned' });
    case 'section-returned': {
      const { section, note, concerned } = event;
      return tell(concerned, { kind: 'returned', section, text: note.slice(0, maxText) });
    }
    case 'section-ready':
      return tell(event.reviewers, { kind: 'ready', section: event.section, text: event.label });
    case 'section-approved':
      // Events of before an update may lack them.
      return tell(event.concerned ?? [], {
        kind: 'approved',
        section: event.section,
        text: event.label ?? '',
      });
    case 'review-ended':
    case 'stage-changed':
    case 'scheduled':
      return [];
    case 'approval-voided':
      return tell(event.concerned, { kind: 'voided', section: event.section });
    case 'published':
      return tell(event.concerned, { kind: 'published' });
    case 'article-unreadable':
      return tell(event.concerned, { kind: 'unreadable' });
    case 'publication-held':
      return tell(event.concerned, { kind: 'held' });
    case 'withdrawn':
      return tell(event.concerned, { kind: 'withdrawn' });
    case 'suggestions-decided': {
      const { author, accepted, rejected, which = [] } = event;
      const [first] = which;
      // In every language: the words around them are the reader's.
      const counts = `✓ ${accepted} · ✗ ${rejected}`;
      const quoted = which.map(
        ({ accepted: taken, before, after }) => `${taken ? '✓' : '✗'} ${changed(before, after)}`,
      );
      return tell([author], {
        kind: 'suggestion-decided',
        section: first?.section ?? null,
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
