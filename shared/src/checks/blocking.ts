// What of the checks keeps an article from being published: the same rules as beside the text, on the text as it would go out.
import type { StyleWord } from '../api/house-style.ts';
import type { ArticleContent } from '../article/content.ts';
import { withTextsAsNodes } from '../article/picture-texts.ts';
import type { ReadinessItem } from '../article/readiness-item.ts';
import type { Region } from '../article/region.ts';
import { sectionSchema } from '../article/schema/schema.ts';
import type { Language } from '../language.ts';
import { type CheckedBlock, checkArticle } from './checks.ts';
import { type CheckCode, type CheckLevels, hintCodes, languageCodes, levelOf } from './levels.ts';
import { textBlocks } from './text-blocks.ts';

/** Whether spelling or grammar can, for which another server is asked. */
export function languageBlocks(levels: CheckLevels): boolean {
  return languageCodes.some((code) => levelOf(code, levels) === 'block');
}

/** Whether any check of these levels can keep an article from being published. */
export function blocksSomething(levels: CheckLevels): boolean {
  return hintCodes.some((code) => levelOf(code, levels) === 'block');
}

/** One item for each check that blocks and each part of the article in which it finds something. */
export function blockingHints(
  content: ArticleContent,
  language: Language,
  rules: { levels: CheckLevels; words: readonly StyleWord[] },
): ReadinessItem[] {
  const blocking = hintCodes.map((code) => [code, levelOf(code, rules.levels)] as const);
  const levels = Object.fromEntries(
    blocking.map(([code, level]) => [code, level === 'block' ? level : 'off']),
  );
  if (!blocksSomething(levels)) return [];
  return itemsOf(checkArticle(blocksOf(content), language, { ...rules, levels }).hints, content);
}

/** What is found as items: one for each check and each part of the article. */
export function itemsOf(
  found: readonly { code: CheckCode; place: Region }[],
  content: ArticleContent,
): ReadinessItem[] {
  return counted(
    found.map(({ code, place }) => {
      const kind = content.sections.find(({ id }) => id === place)?.kind ?? null;
      return { check: code, region: place, kind };
    }),
  );
}

/** One item for each check and part of the article, with how often it was found; null is the article as a whole. */
export function counted(
  found: readonly { check: CheckCode; region: Region | null; kind: string | null }[],
): ReadinessItem[] {
  const items = new Map<string, ReadinessItem & { count: number }>();
  for (const { check, region, kind } of found) {
    const key = `${region ?? ''} ${check}`;
    const item = items.get(key) ?? { code: 'check-blocks', region, kind, count: 0, limit: null, check };
    items.set(key, { ...item, count: item.count + 1 });
  }
  return [...items.values()];
}

/** The blocks of words in their order; those of code are left out. */
export function blocksOf({ headline, dek, lead, sections }: ArticleContent): CheckedBlock[] {
  const lines: CheckedBlock[] = [
    { place: 'headline', kind: 'line', text: headline },
    { place: 'dek', kind: 'line', text: dek },
  ];
  if (lead.media !== '')
    for (const field of ['alt', 'caption', 'credit'] as const)
      lines.push({ place: `lead-${field}`, kind: 'line', text: lead[field] });
  return [
    ...lines,
    ...sections.flatMap(({ id, blocks }) => {
      const doc = sectionSchema.nodeFromJSON({ type: 'doc', content: withTextsAsNodes(blocks) });
      return textBlocks(doc).map(({ kind, text }): CheckedBlock => ({ place: id, kind, text }));
    }),
  ];
}
