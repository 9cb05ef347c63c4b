// Why a file can't be read, in words.
import type { ImportFault } from '@galley/shared/api/imports.ts';

/** A sentence for each fault; the interface has words of its own. */
export const importFaultWords: Record<ImportFault, string> = {
  empty: 'There is no text in it.',
  'wrong-kind': 'This is another kind of file than its name says.',
  'old-word': 'This is an old Word document; save it as DOCX.',
  encrypted: 'The document is protected by a password.',
  broken: 'The file is damaged or cut off.',
  'too-much': 'The file unfolds to far more than can be read.',
  encoding: 'The text’s encoding can’t be recognized; save it as UTF-8.',
  'too-long': 'The file has more lines than an article can have.',
};
