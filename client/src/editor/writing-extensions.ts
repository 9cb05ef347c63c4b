// What typing into a region takes beyond its schema, whether it changes the article or is a suggestion.
import { isLine, type Region } from '@galley/shared/article/region.ts';
import type { SectionSpec } from '@galley/shared/article/template.ts';
import type { Extensions } from '@tiptap/core';
import { AllowedBlocks } from './allowed-blocks.ts';
import type { PaperArticle } from './article-context.ts';
import { GiveBlockIds } from './block-ids.ts';
import { CleanCharacters } from './clean-characters.ts';
import { composing } from './composing.ts';
import { ForeignElements } from './foreign-elements.ts';
import { OneLine } from './one-line.ts';
import { PastedHtml } from './pasted-html.ts';
import { RedoKey } from './redo-key.ts';
import { RegionBoundaries } from './region-boundaries.ts';
import { textLimits } from './text-limits.ts';
import { toolExtensions } from './tools/tool-extensions.ts';

/**
 * What an editor of this region needs in which people write or suggest; `spec` says which blocks it takes, null for
 * all of them.
 */
export function writingExtensions(
  {
    session,
    editors,
    cross,
    language,
    tools,
  }: Pick<PaperArticle, 'session' | 'editors' | 'cross' | 'language' | 'tools'>,
  region: Region,
  spec: SectionSpec | null,
): Extensions {
  const toolContext = {
    spec,
    language,
    requests: tools.requests,
    blocks: tools.blocks,
    onBlockMenu: () => tools.openMenu(tools.blocks.current),
    onLink: () => {
      // Without a selection, and outside of a link, the keys are the palette's.
      const current = editors.of(region);
      const about = current !== null && (!current.state.selection.empty || current.isActive('link'));
      if (about) tools.ask('link', current);
      return about;
    },
  };
  return [
    composing(session.connection.provider),
    ForeignElements,
    RedoKey,
    RegionBoundaries.configure({
      region,
      spec,
      editors,
      onSelectArticle: () => cross.selectAll(),
      onSelectEmpty: () => (cross.isActive ? cross.selectAll() : cross.selectRegion(region)),
      onExtendBeyond: (direction, far) => cross.extendFrom(region, direction, far),
    }),
    CleanCharacters,
    textLimits(region),
    PastedHtml.configure({ language }),
    ...(isLine(region)
      ? [OneLine]
      : [AllowedBlocks.configure({ spec }), GiveBlockIds, ...toolExtensions(toolContext)]),
  ];
}
