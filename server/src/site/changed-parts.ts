// Which parts of a story a revision changed: by them a public word on a change leads to where it is.
import type { RevisionMetadata } from '@galley/shared/api/publishing.ts';
import { canonicalSection } from '@galley/shared/article/canonical.ts';
import type { ArticleContent } from '@galley/shared/article/content.ts';
import type { SectionId } from '@galley/shared/ids.ts';
import { siteWords } from './words.ts';

const headParts = ['headline', 'dek', 'lead'] as const;
type HeadPart = (typeof headParts)[number];

/** What one revision has otherwise than the one before it. */
export interface Changed {
  head: readonly HeadPart[];
  sections: readonly SectionId[];
}

/** A part of a story's page. */
export interface PagePart {
  anchor: string;
  label: string;
}

/** Compares two texts part by part; what was taken out is no part of either any longer. */
export function changedBetween(before: ArticleContent, after: ArticleContent): Changed {
  const earlier = new Map(before.sections.map((section) => [section.id, canonicalSection(section)]));
  return {
    head: headParts.filter((part) => JSON.stringify(before[part]) !== JSON.stringify(after[part])),
    sections: after.sections
      .filter((section) => earlier.get(section.id) !== canonicalSection(section))
      .map(({ id }) => id),
  };
}

/** Those of the changed parts that the story has still, by their names on its page. */
export function partsOnPage(
  { head, sections }: Changed,
  metadata: Pick<RevisionMetadata, 'sections' | 'language'>,
): PagePart[] {
  const words = siteWords[metadata.language].headParts;
  const changed = new Set<string>(sections);
  return [
    ...head.map((part) => ({ anchor: 'content', label: words[part] })),
    ...metadata.sections.filter(({ id }) => changed.has(id)),
  ].map(({ anchor, label }) => ({ anchor, label }));
}
