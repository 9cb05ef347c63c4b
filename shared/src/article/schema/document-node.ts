// The top of a section's document. It may be empty: were a block insisted on, two people who each delete one of two
// blocks at once would delete the section.
import { Document } from '@tiptap/extension-document';

export const SectionDocument = Document.extend({ content: 'block*' });
