// What a webhook gets to know of an event of the desk: what happened, to what, by whom, and where it is; never any text but the
// headline.
import type { WebhookKind } from '@galley/shared/api/webhooks.ts';
import type { DeskEvent } from '../events/desk-events.ts';

/** What happened, by its kind and with the facts of that kind. */
export interface WebhookPayload {
  kind: WebhookKind;
  facts: Record<string, string | number | null>;
}

/** Null for events that no webhook gets. */
export function payloadOf(event: DeskEvent): WebhookPayload | null {
  switch (event.type) {
    case 'published':
      return { kind: 'article.published', facts: { revision: event.revision } };
    case 'withdrawn':
      return { kind: 'article.withdrawn', facts: {} };
    case 'scheduled':
      return { kind: 'article.scheduled', facts: { publishAt: event.at } };
    case 'publication-held':
      return { kind: 'article.held', facts: { publishAt: event.at, why: event.why.join(' ') } };
    case 'article-unreadable':
      return { kind: 'article.unreadable', facts: {} };
    case 'stage-changed':
      return { kind: 'article.stage-changed', facts: { from: event.from, to: event.to } };
    case 'section-assigned': {
      const { section, owner, dueAt } = event;
      return { kind: 'section.assigned', facts: { section, owner, dueAt } };
    }
    case 'article-assigned':
      return { kind: 'article.assigned', facts: { assignee: event.assignee, dueAt: event.dueAt } };
    case 'article-unassigned':
    case 'section-ready':
    case 'review-ended':
      return null;
    case 'section-approved':
      return { kind: 'section.approved', facts: { section: event.section } };
    case 'section-returned':
      return { kind: 'section.returned', facts: { section: event.section } };
    case 'approval-voided':
      return { kind: 'section.voided', facts: { section: event.section } };
    case 'commented':
      return { kind: 'thread.commented', facts: { thread: event.thread } };
    case 'thread-resolved':
      return { kind: 'thread.resolved', facts: { thread: event.thread } };
    case 'suggestions-decided': {
      const { author, accepted, rejected } = event;
      return { kind: 'suggestion.decided', facts: { author, accepted, rejected } };
    }
  }
}
