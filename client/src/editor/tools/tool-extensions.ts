// What the tools add to a section's editor.
import { allows } from '@galley/shared/article/new-content.ts';
import { figureTexts } from '@galley/shared/article/picture-texts.ts';
import type { SectionSpec } from '@galley/shared/article/template.ts';
import type { Language } from '@galley/shared/language.ts';
import { Extension, type Extensions, Node as NodeExtension } from '@tiptap/core';
import { ReactNodeViewRenderer } from '@tiptap/react';
import { BeyondBlock } from './beyond-block.ts';
import type { BlockMoves, BlockSpot } from './block-moves.ts';
import type { ToolRequests } from './blocks.ts';
import { EmbedView } from './embed-view.tsx';
import { FigureWriting, withoutRulesInFigures } from './figure-texts.ts';
import { figureTextView, figureView } from './figure-view.ts';
import { LineBelow } from './line-below.ts';
import { PastedAddress } from './pasted-address.ts';
import { PastedMarkdown } from './pasted-markdown.ts';
import { SlashMenu } from './slash-menu.ts';
import { TablePaste } from './table-paste.ts';
import { tableView } from './table-view.ts';
import { withCarefulFormats } from './typed-formats.ts';
import { Typing } from './typing.ts';
import { pictureFiles } from './upload.ts';

export interface ToolContext {
  spec: SectionSpec | null;
  language: Language;
  requests: ToolRequests;
  /** What is done with the block that has the caret. */
  blocks: BlockMoves;
  /** Alt and Enter. */
  onBlockMenu(): void;
  /** Ctrl or Cmd and K. */
  onLink(): boolean;
}

/** The tools' extensions for a section that the person may write in. */
export function toolExtensions({
  spec,
  language,
  requests,
  blocks,
  onBlockMenu,
  onLink,
}: ToolContext): Extensions {
  // The keys are taken even where there is nowhere to go: the browser has other uses for them.
  const withBlock = (run: (spot: BlockSpot) => unknown) => {
    const spot = blocks.current;
    if (spot) run(spot);
    return spot !== null;
  };
  return [
    FigureWriting,
    TablePaste,
    Typing.configure({ language, dividers: allows(spec, 'horizontalRule') }),
    SlashMenu.configure({ spec, requests }),
    pictureFiles(allows(spec, 'figure'), language),
    ...(allows(spec, 'embed') ? [PastedAddress] : []),
    PastedMarkdown.configure({ spec }),
    ...(allows(spec, 'paragraph') ? [LineBelow, BeyondBlock] : []),
    Extension.create({
      name: 'toolKeys',
      // Before the hard break, which takes every Enter with a modifier.
      priority: 200,
      addKeyboardShortcuts: () => ({
        'Alt-Shift-ArrowUp': () => withBlock((spot) => blocks.moveBy(spot, -1)),
        'Alt-Shift-ArrowDown': () => withBlock((spot) => blocks.moveBy(spot, 1)),
        'Mod-d': () => withBlock((spot) => blocks.duplicate(spot)),
        'Alt-Enter': () => withBlock(onBlockMenu),
        'Mod-k': onLink,
      }),
    }),
  ];
}

/** The extensions with pictures, tables and embeds shown, and formats typed, as people work with them. */
export function withNodeViews(extensions: Extensions): Extensions {
  return withoutRulesInFigures(withCarefulFormats(extensions)).map((extension) => {
    if (!(extension instanceof NodeExtension)) return extension;
    if (extension.name === 'table') return extension.extend({ addNodeView: () => tableView });
    if (extension.name === 'figure') return extension.extend({ addNodeView: () => figureView });
    if (figureTexts.some(({ type }) => type === extension.name))
      return extension.extend({ addNodeView: () => figureTextView });
    if (extension.name === 'embed')
      return extension.extend({ addNodeView: () => ReactNodeViewRenderer(EmbedView) });
    return extension;
  });
}
