// The blocks that a person can make of a line or put behind it: one list for the toolbar, the slash menu and the block menu.
import type { BlockType } from '@galley/shared/article/blocks.ts';
import { allows } from '@galley/shared/article/new-content.ts';
import type { SectionSpec } from '@galley/shared/article/template.ts';
import {
  IconBlockquote,
  IconCode,
  IconH2,
  IconH3,
  IconLibraryPhoto,
  IconList,
  IconListNumbers,
  IconMovie,
  IconPhoto,
  IconPilcrow,
  IconQuote,
  IconSeparator,
  IconTable,
} from '@tabler/icons-react';
import type { Editor } from '@tiptap/core';

/** What a tool asks the page for, where a command alone does not do. */
export interface ToolRequests {
  /** Lets the person choose pictures and puts them at the caret. */
  pickImage(editor: Editor): void;
  /** Lets the person choose from the pictures of the desk. */
  pickFromLibrary(editor: Editor): void;
  /** Asks for an address to embed. */
  askEmbed(editor: Editor): void;
}

/** A form that a block can be given, or a block that can be put in; for bar, palette and slash menu. */
export interface BlockTool {
  key:
    | 'paragraph'
    | 'heading2'
    | 'heading3'
    | 'bulletList'
    | 'orderedList'
    | 'blockquote'
    | 'pullQuote'
    | 'codeBlock'
    | 'horizontalRule'
    | 'table'
    | 'figure'
    | 'figureFromLibrary'
    | 'embed';
  type: BlockType;
  icon: typeof IconPilcrow;
  shortcut?: string;
  /** Other words by which the slash menu finds it, in both languages. */
  aliases: readonly string[];
  /** Of headings. */
  level?: number;
  run(editor: Editor, requests: ToolRequests): void;
  /** For forms that text can take: whether it has this one. */
  isActive?(editor: Editor): boolean;
}

/** In the order of the menus. */
export const blockTools: readonly BlockTool[] = [
  {
    key: 'paragraph',
    type: 'paragraph',
    icon: IconPilcrow,
    shortcut: 'Mod-Alt-0',
    aliases: ['text', 'absatz', 'p'],
    run: (editor) => editor.chain().focus().clearNodes().run(),
    isActive: (editor) => editor.isActive('paragraph'),
  },
  {
    key: 'heading2',
    type: 'heading',
    level: 2,
    icon: IconH2,
    shortcut: 'Mod-Alt-2',
    aliases: ['h2', 'title', 'zwischentitel', 'überschrift', 'ueberschrift'],
    run: (editor) => editor.chain().focus().toggleHeading({ level: 2 }).run(),
    isActive: (editor) => editor.isActive('heading', { level: 2 }),
  },
  {
    key: 'heading3',
    type: 'heading',
    level: 3,
    icon: IconH3,
    shortcut: 'Mod-Alt-3',
    aliases: ['h3', 'zwischentitel', 'überschrift'],
    run: (editor) => editor.chain().focus().toggleHeading({ level: 3 }).run(),
    isActive: (editor) => editor.isActive('heading', { level: 3 }),
  },
  {
    key: 'bulletList',
    type: 'bulletList',
    icon: IconList,
    shortcut: 'Mod-Shift-8',
    aliases: ['ul', 'list', 'liste', 'punkte'],
    run: (editor) => editor.chain().focus().toggleBulletList().run(),
    isActive: (editor) => editor.isActive('bulletList'),
  },
  {
    key: 'orderedList',
    type: 'orderedList',
    icon: IconListNumbers,
    shortcut: 'Mod-Shift-7',
    aliases: ['ol', 'list', 'liste', 'nummern'],
    run: (editor) => editor.chain().focus().toggleOrderedList().run(),
    isActive: (editor) => editor.isActive('orderedList'),
  },
  {
    key: 'blockquote',
    type: 'blockquote',
    icon: IconBlockquote,
    shortcut: 'Mod-Shift-b',
    aliases: ['citation', 'zitat'],
    run: (editor) => editor.chain().focus().toggleBlockquote().run(),
    isActive: (editor) => editor.isActive('blockquote'),
  },
  {
    key: 'pullQuote',
    type: 'pullQuote',
    icon: IconQuote,
    aliases: ['zitat', 'aushebung'],
    run: (editor) => editor.chain().focus().toggleNode('pullQuote', 'paragraph').run(),
    isActive: (editor) => editor.isActive('pullQuote'),
  },
  {
    key: 'figure',
    type: 'figure',
    icon: IconPhoto,
    aliases: ['picture', 'photo', 'bild', 'foto'],
    run: (editor, requests) => requests.pickImage(editor),
  },
  {
    key: 'figureFromLibrary',
    type: 'figure',
    icon: IconLibraryPhoto,
    aliases: ['library', 'picture', 'photo', 'mediathek', 'bild', 'foto'],
    run: (editor, requests) => requests.pickFromLibrary(editor),
  },
  {
    key: 'table',
    type: 'table',
    icon: IconTable,
    aliases: ['tabelle', 'grid'],
    run: (editor) => editor.chain().focus().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run(),
    isActive: (editor) => editor.isActive('table'),
  },
  {
    key: 'embed',
    type: 'embed',
    icon: IconMovie,
    aliases: ['video', 'youtube', 'post', 'einbetten'],
    run: (editor, requests) => requests.askEmbed(editor),
  },
  {
    key: 'codeBlock',
    type: 'codeBlock',
    icon: IconCode,
    shortcut: 'Mod-Alt-c',
    aliases: ['pre', 'programm', 'quelltext'],
    run: (editor) => editor.chain().focus().toggleCodeBlock().run(),
    isActive: (editor) => editor.isActive('codeBlock'),
  },
  {
    key: 'horizontalRule',
    type: 'horizontalRule',
    icon: IconSeparator,
    aliases: ['divider', 'line', 'trennlinie', 'hr'],
    run: (editor) => editor.chain().focus().setHorizontalRule().run(),
  },
];

/** Gives the selected blocks another form. */
export function turnInto(editor: Editor, tool: BlockTool, requests: ToolRequests): void {
  // Out of a list or a quote first: a form is put on plain text, and is none that is taken off again.
  if (tool.key !== 'paragraph') editor.chain().focus().clearNodes().run();
  tool.run(editor, requests);
}

/** The tools for what a section of this kind may hold. */
export function toolsFor(spec: SectionSpec | null): readonly BlockTool[] {
  return blockTools.filter((tool) => allows(spec, tool.type));
}
