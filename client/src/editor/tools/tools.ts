// What the tools of an open article's page share.
import type { Region } from '@galley/shared/article/region.ts';
import type { SectionSpec } from '@galley/shared/article/template.ts';
import type { Editor } from '@tiptap/core';
import type { BlockMoves, BlockSpot } from './block-moves.ts';
import type { ToolRequests } from './blocks.ts';
import type { Prompt } from './prompts.tsx';

/** What is asked for with more than one field. */
export type OtherPrompt = 'link' | 'library';

/** The tools of an open article's page. */
export interface Tools {
  requests: ToolRequests;
  prompt: Prompt | { kind: OtherPrompt; editor: Editor } | null;
  ask(kind: OtherPrompt | Prompt['kind'], editor: Editor): void;
  closePrompt(): void;
  blocks: BlockMoves;
  /** The block whose menu is open by keyboard. */
  menuOf: BlockSpot | null;
  openMenu(spot: BlockSpot | null): void;
  /** The kind of a region's section; null for the head and for unknown kinds. */
  specOf(region: Region): SectionSpec | null;
}
