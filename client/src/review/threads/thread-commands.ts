// What people do with threads, as it waits in the outbox.
import type { NewThread, ReactionEmoji, ThreadChange } from '@galley/shared/api/threads.ts';
import type { CommentId, ThreadId } from '@galley/shared/ids.ts';
import type { Waiting } from '../../outbox/outbox-database.ts';

/** One thing to do. */
export type ThreadCommand =
  | { type: 'create'; thread: NewThread }
  | { type: 'reply'; thread: ThreadId; comment: NewThread['comment'] }
  | { type: 'change'; thread: ThreadId; change: ThreadChange }
  | { type: 'edit'; thread: ThreadId; comment: CommentId; body: string }
  | { type: 'remove'; thread: ThreadId; comment: CommentId }
  | { type: 'react'; thread: ThreadId; comment: CommentId; emoji: ReactionEmoji; on: boolean };

export type WaitingThreadCommand = Waiting<ThreadCommand>;
