// The blocks that a section can hold, by the names their nodes have in the schema.

/** Every block type that a template can allow or leave out. */
export const blockTypes = [
  'paragraph',
  'heading',
  'bulletList',
  'orderedList',
  'blockquote',
  'pullQuote',
  'figure',
  'table',
  'codeBlock',
  'horizontalRule',
  'embed',
] as const;
export type BlockType = (typeof blockTypes)[number];
