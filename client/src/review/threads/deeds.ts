// What people do with threads, as it waits in their outbox.
import type { NewThread, ReactionEmoji, Thread, ThreadChange } from '@galley/shared/api/threads.ts';
import type { CommentId, ThreadId } from '@galley/shared/ids.ts';
import type { Outbox, Waiting } from '../outbox.ts';

/** One thing to do. */
export type Deed =
  | { type: 'create'; thread: NewThread }
  | { type: 'reply'; thread: ThreadId; comment: NewThread['comment'] }
  | { type: 'change'; thread: ThreadId; change: ThreadChange }
  | { type: 'edit'; thread: ThreadId; comment: CommentId; body: string }
  | { type: 'remove'; thread: ThreadId; comment: CommentId }
  | { type: 'react'; thread: ThreadId; comment: CommentId; emoji: ReactionEmoji; on: boolean };

/** Answered with the thread as it is then, with null where it is gone. */
export type ThreadOutbox = Outbox<Deed, Thread | null>;

export type WaitingDeed = Waiting<Deed>;
