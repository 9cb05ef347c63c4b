// The one schema: what the editor, the server's admission, importers, exporters and public pages understand.
import { type Extensions, getSchema } from '@tiptap/core';
import { Bold } from '@tiptap/extension-bold';
import { HardBreak } from '@tiptap/extension-hard-break';
import { HorizontalRule } from '@tiptap/extension-horizontal-rule';
import { Italic } from '@tiptap/extension-italic';
import { Paragraph } from '@tiptap/extension-paragraph';
import { Strike } from '@tiptap/extension-strike';
import { Text } from '@tiptap/extension-text';
import type { Schema } from '@tiptap/pm/model';
import { Anchor } from './anchor.ts';
import { BlockIds } from './block-ids.ts';
import { Code } from './code.ts';
import { CodeBlock } from './code-block.ts';
import { SectionDocument } from './document-node.ts';
import { Embed } from './embed.ts';
import { Figure, FigureTexts } from './figure.ts';
import { Heading } from './heading.ts';
import { Line, LineDocument } from './line.ts';
import { Link } from './link.ts';
import { BulletList, ListItem, OrderedList } from './lists.ts';
import { Note } from './note.ts';
import { Blockquote, PullQuote } from './quotes.ts';
import { Subscript, Superscript } from './small-letters.ts';
import { Table, TableCell, TableHeader, TableRow } from './table.ts';

/**
 * The extensions of a section's editor. All sections have one schema, so that a block which a changed template no
 * longer allows is still shown and never stripped; what a section's template allows is kept by the editor's rules for
 * typing, pasting and dropping, and by the server's admission.
 */
export const sectionExtensions: Extensions = [
  SectionDocument,
  Paragraph,
  Text,
  Heading,
  BulletList,
  OrderedList,
  ListItem,
  Blockquote,
  PullQuote,
  Figure,
  ...FigureTexts,
  Table,
  TableRow,
  TableHeader,
  TableCell,
  CodeBlock,
  HorizontalRule,
  Embed,
  HardBreak,
  Bold,
  Italic,
  Strike,
  Code,
  Subscript,
  Superscript,
  Link,
  Note,
  Anchor,
  BlockIds,
];

/** The extensions of the editors of single lines: headline, dek, the words of the lead image. */
export const lineExtensions: Extensions = [LineDocument, Line, Text];

/** What a section may hold at most; templates allow less. */
export const sectionSchema: Schema = getSchema(sectionExtensions);
/** What headline, dek and the lead image's texts may hold. */
export const lineSchema: Schema = getSchema(lineExtensions);

/** Whether an element of this name holds text, such as a paragraph, a heading, a headline or a picture's caption. */
export function isTextBlock(type: string): boolean {
  return Boolean(sectionSchema.nodes[type]?.isTextblock || lineSchema.nodes[type]?.isTextblock);
}
