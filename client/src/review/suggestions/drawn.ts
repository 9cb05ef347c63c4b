// How suggestions look in the text: what goes is struck, what comes is underlined, both in the color of who suggests it.
import { sectionSchema } from '@galley/shared/article/schema/schema.ts';
import { isId, type SuggestionId } from '@galley/shared/ids.ts';
import { DOMSerializer, type Fragment, type Node } from '@tiptap/pm/model';
import { Decoration } from '@tiptap/pm/view';
import { readableInk } from '../../ui/readable-on.ts';
import './suggestion-marks.css';

/** What is drawn, and for whom. */
export interface Drawn {
  id: SuggestionId;
  /** Who suggests it, and what. */
  title: string;
  color: string;
  active: boolean;
}

/** A range of the text that would go. */
export function drawRemoved(doc: Node, from: number, to: number, drawn: Drawn): Decoration[] {
  return drawRange(doc, from, to, drawn, 'del');
}

/** A range of the text that has come. */
export function drawAdded(doc: Node, from: number, to: number, drawn: Drawn): Decoration[] {
  return drawRange(doc, from, to, drawn, 'ins');
}

/** A range whose words stay and whose formatting changes. */
export function drawFormatted(doc: Node, from: number, to: number, drawn: Drawn): Decoration[] {
  return drawRange(doc, from, to, drawn, 'format');
}

function drawRange(
  doc: Node,
  from: number,
  to: number,
  drawn: Drawn,
  kind: 'del' | 'ins' | 'format',
): Decoration[] {
  const spec = { suggestion: drawn.id };
  const attributes = attributesOf(kind, drawn);
  if (doc.resolve(from).parent.isTextblock) {
    const nodeName = kind === 'format' ? 'span' : kind;
    return [Decoration.inline(from, to, { ...attributes, nodeName }, spec)];
  }
  const decorations: Decoration[] = [];
  doc.nodesBetween(from, to, (node, position) => {
    if (position < from || position + node.nodeSize > to) return true;
    decorations.push(
      Decoration.node(position, position + node.nodeSize, { ...attributes, 'data-block': '' }, spec),
    );
    return false;
  });
  return decorations;
}

/** Content that does not stand in the text: shown at a place of it. */
export function drawContent(
  position: number,
  content: Fragment,
  kind: 'del' | 'ins',
  drawn: Drawn,
  side: -1 | 1,
): Decoration {
  const face = JSON.stringify(content.toJSON());
  return Decoration.widget(
    position,
    () => {
      const element = document.createElement(kind);
      for (const [name, value] of Object.entries(attributesOf(kind, drawn)))
        element.setAttribute(name, value);
      if (content.firstChild?.isBlock) element.dataset.block = '';
      element.contentEditable = 'false';
      element.append(DOMSerializer.fromSchema(sectionSchema).serializeFragment(content));
      return element;
    },
    {
      side,
      key: `${drawn.id} ${kind} ${drawn.color} ${drawn.active} ${face}`,
      ignoreSelection: true,
      marks: [],
      suggestion: drawn.id,
    },
  );
}

function attributesOf(
  kind: 'del' | 'ins' | 'format',
  { id, title, color, active }: Drawn,
): Record<string, string> {
  return {
    class: `galley-suggestion galley-suggestion-${kind}`,
    style: `--on-light: ${readableInk(color, '#ffffff')}; --on-dark: ${readableInk(color, '#1f1e1c')}`,
    title,
    'data-suggestion': id,
    ...(active ? { 'data-active': '' } : {}),
  };
}

/** The suggestion at a place of the page. */
export function suggestionAt(target: EventTarget | null): SuggestionId | null {
  const element = target instanceof Element ? target.closest<HTMLElement>('[data-suggestion]') : null;
  const id = element?.dataset.suggestion;
  return isId<SuggestionId>(id) ? id : null;
}
