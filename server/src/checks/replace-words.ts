// Words in the place of others by one click. The article is held meanwhile, so that of two who click at once one is answered that
// the words are gone: two editors' own edits would both stay, and make one word of two.
import type { Replacement, ReplacementAnswer } from '@galley/shared/api/text-check.ts';
import { replaceLetters } from '@galley/shared/checks/replace-letters.ts';
import type { ArticleId, UserId } from '@galley/shared/ids.ts';
import { knowsClient } from '@galley/shared/yjs/structs.ts';
import { ChangeRefusedError, type Documents } from '../collab/documents.ts';
import { ClientTakenError, SealedError } from '../collab/journal.ts';
import { fieldProblem, ProblemError } from '../http/problem.ts';

/** Replaces words in this person's name. Throws a `ProblemError` where the text is closed or takes no more. */
export async function replaceWords(
  documents: Pick<Documents, 'exclusively'>,
  article: ArticleId,
  { client, ...replacement }: Replacement,
  by: UserId,
): Promise<ReplacementAnswer> {
  try {
    return await documents.exclusively(article, async (held) => {
      if (knowsClient(held.doc, client)) throw clientTaken();
      const isDone = await held.change(by, (doc) => {
        doc.clientID = client;
        return replaceLetters(doc, replacement);
      });
      return { outcome: isDone ? 'replaced' : 'gone' };
    });
  } catch (error) {
    if (error instanceof SealedError) throw new ProblemError('sealed', error.message);
    if (error instanceof ClientTakenError) throw clientTaken();
    if (error instanceof ChangeRefusedError) throw new ProblemError('too-large', error.message);
    throw error;
  }
}

function clientTaken(): ProblemError {
  return fieldProblem('invalid-input', 'client', 'Somebody has written under this id.');
}
