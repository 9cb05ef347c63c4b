// Characters that no text may hold are refused as they come. What stands already is not looked at: an old paragraph that
// holds one can still be edited.
import { holdsUnwanted, someText } from '@galley/shared/text/characters.ts';
import { newItems } from '@galley/shared/yjs/structs.ts';
import * as Y from 'yjs';
import type { Violation } from './violations.ts';

/** Why the texts that a transaction brought and that still stand can't be taken; null where they can. */
export function newTextViolation(transaction: Y.Transaction): Violation {
  for (const { content } of newItems(transaction))
    if (someText(dataOf(content), holdsUnwanted)) return 'a text holds control characters';
  return null;
}

function dataOf(content: Y.Item['content']): unknown {
  if (content instanceof Y.ContentString) return content.str;
  if (content instanceof Y.ContentAny || content instanceof Y.ContentJSON) return content.arr;
  if (content instanceof Y.ContentFormat) return content.value;
  return content instanceof Y.ContentEmbed ? content.embed : null;
}
