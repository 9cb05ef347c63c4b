// What is worth a look before an article is published, though nothing stands against it.
import type { SectionId } from '../ids.ts';
import { doubledBlanks } from '../text/doubled-blanks.ts';
import type { ArticleContent, NodeJson } from './content.ts';

/** What is worth a look before publishing, and does not keep from it. */
export interface SoftWarning {
  code: 'dek-missing' | 'lead-missing' | 'byline-missing' | 'double-spaces';
  /** Where the double spaces are: a section, or a line of the head. */
  place: SectionId | 'headline' | 'dek' | null;
  count: number;
}

/** The head first, and then section by section. */
export function softWarnings(content: ArticleContent, { byline }: { byline: string }): SoftWarning[] {
  const { headline, dek, lead, sections } = content;
  const missing = (code: SoftWarning['code'], value: string): SoftWarning[] =>
    value.trim() === '' ? [{ code, place: null, count: 0 }] : [];
  const doubled = (place: SoftWarning['place'], count: number): SoftWarning[] =>
    count > 0 ? [{ code: 'double-spaces', place, count }] : [];
  return [
    ...missing('dek-missing', dek),
    ...missing('lead-missing', lead.media),
    ...missing('byline-missing', byline),
    ...doubled('headline', doubleSpacesIn(headline)),
    ...doubled('dek', doubleSpacesIn(dek)),
    ...sections.flatMap(({ id, blocks }) =>
      doubled(
        id,
        blocks.reduce((sum, block) => sum + inBlock(block), 0),
      ),
    ),
  ];
}

function doubleSpacesIn(text: string): number {
  return text.match(doubledBlanks)?.length ?? 0;
}

function inBlock(node: NodeJson): number {
  // In code blanks mean something.
  if (node.type === 'codeBlock') return 0;
  const content = node.content ?? [];
  if (!content.some(({ type }) => type === 'text' || type === 'hardBreak'))
    return content.reduce((sum, child) => sum + inBlock(child), 0);
  const isCode = ({ marks }: NodeJson) => (marks ?? []).some(({ type }) => type === 'code');
  // What is left out is a letter, so that no blanks come together that do not stand together.
  return doubleSpacesIn(content.map((child) => (isCode(child) ? 'x' : (child.text ?? '\n'))).join(''));
}
