// What of a section came with its template: it is no work of anybody's yet, and is counted apart from what was written.
import type { NodeJson } from './content.ts';
import { holdsSomething, plainText } from './plain-text.ts';
import type { SectionSpec } from './template.ts';
import { countWords } from './words.ts';

type WithBoilerplate = Pick<SectionSpec, 'boilerplate'> | null;

/** How many words of the blocks stand in paragraphs and list items that are as the template, in any language, gave them. */
export function boilerplateWords(blocks: readonly NodeJson[], spec: WithBoilerplate): number {
  const given = new Set(textsOf(spec).flatMap((text) => text.split('\n').map(oneLine)));
  given.delete('');
  if (given.size === 0) return 0;
  const texts = blocks.flatMap((block) =>
    lists.has(block.type) ? (block.content ?? []).map((item) => plainText([item])) : [plainText([block])],
  );
  return texts.reduce((sum, text) => sum + (given.has(oneLine(text)) ? countWords(text) : 0), 0);
}

/** Whether a section holds nothing, or its whole boilerplate in whichever language and nothing else. */
export function isUnwritten(blocks: readonly NodeJson[], spec: WithBoilerplate): boolean {
  if (!holdsSomething(blocks)) return true;
  const text = oneLine(plainText(blocks));
  return textsOf(spec).some((given) => oneLine(given) === text);
}

const lists: ReadonlySet<string> = new Set(['bulletList', 'orderedList']);

function textsOf(spec: WithBoilerplate): string[] {
  return spec === null ? [] : [spec.boilerplate.en, spec.boilerplate.de];
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
