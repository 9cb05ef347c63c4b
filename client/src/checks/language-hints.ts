// What a LanguageTool server has found, as hints on the text as it stands by now.
import type { LanguageFinding } from '@galley/shared/api/text-check.ts';
import type { CheckedBlock, Hint } from '@galley/shared/checks/checks.ts';
import { type CheckLevels, levelOf } from '@galley/shared/checks/levels.ts';
import { standsIn } from './checked-blocks.ts';

/** The findings whose words still stand where they were found, in the order of the text. */
export function languageHints(
  findings: readonly LanguageFinding[],
  blocks: readonly CheckedBlock[],
  levels: CheckLevels,
): Hint[] {
  return findings
    .flatMap(({ place, block, from, quote, code, message, replacements }): Hint[] => {
      const level = levelOf(code, levels);
      const index = blocks.findIndex((one) => one.place === place) + block;
      const own = blocks[index];
      if (level === 'off' || own?.place !== place || !standsIn(own.text, { from, quote })) return [];
      const span = { from, to: from + quote.length, quote };
      return [
        { code, level, place: own.place, block: index, ...span, count: 0, advice: { message, replacements } },
      ];
    })
    .sort((one, other) => one.block - other.block || one.from - other.from);
}
