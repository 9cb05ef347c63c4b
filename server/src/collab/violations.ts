// Whether parts of a Yjs document fit the schema, looked at one block at a time and without changing anything. Containers
// that ran empty pass: two people who each take one of two lines out of a quote have done nothing wrong, and editors
// clear the empty quote away.
import { type NodeJson, pictureTextLimits } from '@galley/shared/article/content.ts';
import { ContentError, checkedBySchema } from '@galley/shared/article/content-error.ts';
import type { LeadText } from '@galley/shared/article/document.ts';
import { maxTitleLength } from '@galley/shared/article/outline.ts';
import { leadSettingNames, pictureSettings } from '@galley/shared/article/picture-settings.ts';
import { figureTexts, textLimitOf } from '@galley/shared/article/picture-texts.ts';
import { leadField } from '@galley/shared/article/read-article.ts';
import { entriesOf, holdsList, typesIn } from '@galley/shared/yjs/items.ts';
import type { AttributeSpec, Attrs, Fragment, Node, Schema } from '@tiptap/pm/model';
import { generateKeyBetween } from 'fractional-indexing';
import * as Y from 'yjs';
import { type AdmissionLimits, defaultLimits } from './limits.ts';

/** Why something does not fit, in words for a log; null where it does. */
export type Violation = string | null;

/** Whether an element and all in it fit the schema as a block at the top of a document. What it throws is a fault of Galley's own. */
export function blockViolation(
  schema: Schema,
  element: unknown,
  bounds: Pick<AdmissionLimits, 'depth' | 'blockNodes'> = defaultLimits,
): Violation {
  if (!(element instanceof Y.XmlElement)) return 'something that is no element stands among the blocks';
  try {
    const left = { depth: bounds.depth, nodes: bounds.blockNodes };
    const json = jsonOf(schema, element, left);
    const node = checkedBySchema(() => schema.nodeFromJSON(json));
    return schema.topNodeType.contentMatch.matchType(node.type)
      ? nodeViolation(node)
      : `${node.type.name} is no block`;
  } catch (error) {
    if (error instanceof ContentError) return error.message;
    throw error;
  }
}

/** Whether the outline's entry of a section is one. */
export function outlineEntryViolation(value: unknown): Violation {
  if (!(value instanceof Y.Map)) return 'an entry of the outline is no map';
  if (holdsList(value)) return 'an entry of the outline holds a list';
  for (const [key, field] of value.entries()) {
    const fits = outlineFields.get(key)?.(field) ?? false;
    if (!fits) return `the outline's field ${key} does not fit`;
  }
  return [...outlineFields.keys()].every((key) => value.has(key))
    ? null
    : 'an entry of the outline lacks a field';
}

/** Whether a field of the lead image is one. Its words are texts of their own. */
export function leadFieldViolation(key: string, value: unknown): Violation {
  const setting = leadSettingNames.find((name) => name === key);
  if (setting !== undefined)
    return pictureSettings[setting](value) ? null : `the lead image's ${setting} does not fit`;
  if (key !== 'media') return `the lead image has no field ${key}`;
  return typeof value === 'string' && value.length <= 40 ? null : 'the lead image is none';
}

/** Whether one of the lead image's texts is too long; its lines count as one. */
export function leadTextViolation(text: LeadText, lines: Y.XmlFragment): Violation {
  const length = lines.toArray().reduce((sum, line) => sum + 1 + lengthIn(line), 0) - 1;
  return length > pictureTextLimits[leadField(text)] ? `${text} is too long` : null;
}

function lengthIn(type: unknown): number {
  if (type instanceof Y.XmlText) return type.length;
  return type instanceof Y.XmlElement ? type.toArray().reduce((sum, child) => sum + lengthIn(child), 0) : 0;
}

const outlineFields = new Map<string, (value: unknown) => boolean>([
  ['kind', (value) => typeof value === 'string' && /^[a-z][a-z0-9-]{0,39}$/.test(value)],
  ['title', (value) => typeof value === 'string' && value.length <= maxTitleLength],
  ['order', (value) => typeof value === 'string' && value.length <= 1000 && isOrderKey(value)],
  ['removed', (value) => typeof value === 'boolean'],
]);

/** Every reader makes keys behind and before this one; a malformed key would make them throw. */
function isOrderKey(value: string): boolean {
  try {
    generateKeyBetween(value, null);
    generateKeyBetween(null, value);
    return true;
  } catch {
    return false;
  }
}

/** How much deeper a block may go, and how many nodes more it may hold. */
interface Left {
  depth: number;
  nodes: number;
}

/** The element as ProseMirror JSON; throws where it holds what no editor writes. Counts its nodes down. */
function jsonOf(schema: Schema, element: Y.XmlElement, left: Left): NodeJson {
  if (left.depth < 0) throw new ContentError('the blocks are nested too deep');
  left.nodes -= 1;
  if (left.nodes < 0) throw new ContentError('the block holds too much');
  left.depth -= 1;
  const attrs = element.getAttributes();
  const known = schema.nodes[element.nodeName]?.spec.attrs;
  const foreign = Object.keys(attrs).find((name) => !has(known, name));
  if (foreign !== undefined) throw new ContentError(`${element.nodeName} has no attribute ${foreign}`);
  const content = typesIn(element).flatMap((child) => {
    if (child instanceof Y.XmlElement) return [jsonOf(schema, child, left)];
    if (child instanceof Y.XmlText) {
      const runs = textOf(schema, child);
      left.nodes -= runs.length;
      return runs;
    }
    throw new ContentError(`${element.nodeName} holds what is neither an element nor text`);
  });
  left.depth += 1;
  return { type: element.nodeName, attrs, content };
}

function textOf(schema: Schema, text: Y.XmlText): NodeJson[] {
  if (entriesOf(text).size > 0) throw new ContentError('a text has attributes');
  const delta: { insert: unknown; attributes?: Record<string, unknown> }[] = text.toDelta();
  return delta.map(({ insert, attributes }) => {
    if (typeof insert !== 'string') throw new ContentError('a text holds what is no text');
    const marks = Object.entries(attributes ?? {}).map(([key, attrs]) => {
      const type = markName(schema, key);
      if (typeof attrs !== 'object' || attrs === null) throw new ContentError(`the mark ${type} is none`);
      const known = schema.marks[type]?.spec.attrs;
      const foreign = Object.keys(attrs).find((name) => !has(known, name));
      if (foreign !== undefined) throw new ContentError(`the mark ${type} has no attribute ${foreign}`);
      return { type, attrs: attrs as Record<string, unknown> };
    });
    return { type: 'text', text: insert, marks };
  });
}

/** Marks that may overlap stand under their name and a hash, so that one text can bear several. */
function markName(schema: Schema, key: string): string {
  const name = /^(.+)--[A-Za-z0-9+/=]{8}$/.exec(key)?.[1];
  const type = name === undefined ? undefined : schema.marks[name];
  return type && !type.excludes(type) ? type.name : key;
}

function has(specs: Record<string, AttributeSpec> | null | undefined, name: string): boolean {
  return specs != null && Object.hasOwn(specs, name);
}

/** As `Node.check`, but content only has to be a beginning of what the type wants. */
function nodeViolation(node: Node): Violation {
  if (!node.type.contentMatch.matchFragment(node.content))
    return `${node.type.name} can't hold ${namesOf(node.content)}`;
  checkAttributes(node.type.spec.attrs, node.attrs);
  if (node.content.size > (textLimitOf(node.type.name) ?? Number.POSITIVE_INFINITY))
    return `${node.type.name} is too long`;
  if (
    node.type.name === 'figure' &&
    node.childCount > 0 &&
    figureTexts.some(({ field }) => node.attrs[field] !== '')
  )
    return 'a picture has its words twice';
  for (const mark of node.marks) checkAttributes(mark.type.spec.attrs, mark.attrs);
  let violation: Violation = null;
  node.forEach((child) => {
    violation ??= node.type.allowsMarks(child.marks)
      ? nodeViolation(child)
      : `${node.type.name} does not allow these marks`;
  });
  return violation;
}

/** Throws a ContentError for a value that the schema's own rule for the attribute refuses. */
function checkAttributes(specs: Record<string, AttributeSpec> | null | undefined, values: Attrs): void {
  for (const [name, { validate }] of Object.entries(specs ?? {})) {
    if (typeof validate === 'function') checkedBySchema(() => validate(values[name]));
  }
}

function namesOf(content: Fragment): string {
  const names: string[] = [];
  content.forEach((child) => {
    names.push(child.type.name);
  });
  return names.slice(0, 8).join(', ');
}
