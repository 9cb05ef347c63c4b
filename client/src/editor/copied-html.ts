// What is copied out of a text: nothing that belongs to the desk alone, such as editors' notes and the places of comments,
// and whole addresses, so that links and pictures lead somewhere wherever they are pasted. Pasted here again it comes back
// as it was, for it bears the desk's sign.
import { Extension } from '@tiptap/core';
import { DOMSerializer, type Fragment, type Node as ProseMirrorNode } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';

const sign = 'data-galley-copy';

/** Cleans what is copied or dragged out of an editor. */
export const CleanCopies = Extension.create({
  name: 'cleanCopies',
  addProseMirrorPlugins() {
    return [
      new Plugin({
        key: new PluginKey('cleanCopies'),
        props: {
          clipboardSerializer: copySerializer(DOMSerializer.fromSchema(this.editor.schema)),
        },
      }),
    ];
  },
});

/** Characters of a copied text, counted from its beginning as `copiedLength` counts them, and an attribute that they get. */
export interface CopiedPart {
  from: number;
  to: number;
  attribute: [name: string, value: string];
}

/** A serializer whose result is fit to leave the desk; `partsOf` says what is said of which of its characters. */
export function copySerializer(
  { nodes, marks }: DOMSerializer,
  partsOf: (copied: Fragment) => readonly CopiedPart[] = () => [],
): DOMSerializer {
  return new CopySerializer(nodes, marks, partsOf);
}

/** Whether it is a picture or an embed, or a picture's words: a copy has other characters for them than the text has. */
export function standsApart({ type }: ProseMirrorNode): boolean {
  return type.name === 'embed' || type.name.startsWith('figure');
}

/** The same in what is written of it. */
const apart = 'figure, [data-embed]';

/** How many characters there are between two positions, without those of pictures and embeds. */
export function copiedLength(content: Fragment | ProseMirrorNode, from: number, to: number): number {
  let length = 0;
  content.nodesBetween(from, to, (node, start) => {
    if (node.isText) length += Math.min(to, start + node.nodeSize) - Math.max(from, start);
    return !standsApart(node);
  });
  return length;
}

class CopySerializer extends DOMSerializer {
  readonly #partsOf: (copied: Fragment) => readonly CopiedPart[];

  constructor(
    nodes: DOMSerializer['nodes'],
    marks: DOMSerializer['marks'],
    partsOf: (copied: Fragment) => readonly CopiedPart[],
  ) {
    super(nodes, marks);
    this.#partsOf = partsOf;
  }

  override serializeFragment(
    fragment: Fragment,
    options?: { document?: Document },
    target?: HTMLElement | DocumentFragment,
  ): HTMLElement | DocumentFragment {
    const written = super.serializeFragment(fragment, options, target);
    // Inner fragments are written through the same method, with the element that they go into.
    if (!target) makeFit(written, this.#partsOf(fragment));
    return written;
  }
}

function makeFit(written: HTMLElement | DocumentFragment, parts: readonly CopiedPart[]): void {
  for (const own of written.querySelectorAll('span[data-note], span[data-anchor]'))
    own.replaceWith(...own.childNodes);
  for (const part of parts) sayOfPart(written, part);
  for (const element of written.querySelectorAll('[href^="/"], [src^="/"]')) {
    for (const name of ['href', 'src']) {
      const path = element.getAttribute(name);
      if (path?.startsWith('/')) element.setAttribute(name, new URL(path, window.location.origin).href);
    }
  }
  written.firstElementChild?.setAttribute(sign, window.location.origin);
}

function sayOfPart(
  written: HTMLElement | DocumentFragment,
  { from, to, attribute: [name, value] }: CopiedPart,
): void {
  const texts = document.createTreeWalker(written, NodeFilter.SHOW_TEXT);
  const pieces: Range[] = [];
  let at = 0;
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    if (node.parentElement?.closest(apart)) continue;
    const { length } = node.textContent ?? '';
    const [start, end] = [Math.max(from, at) - at, Math.min(to, at + length) - at];
    at += length;
    if (start >= end) continue;
    const range = document.createRange();
    range.setStart(node, start);
    range.setEnd(node, end);
    pieces.push(range);
  }
  for (const range of pieces) {
    const said = document.createElement('span');
    said.setAttribute(name, value);
    range.surroundContents(said);
  }
}

/** Whether HTML from the clipboard was copied at this desk. */
export function copiedHere(html: string): boolean {
  return html.includes(`${sign}="${window.location.origin}"`);
}

/** The copy with its addresses as paths again, as the desk's texts have them. */
export function withOwnPaths(html: string): string {
  const start = `${window.location.origin}/`;
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  for (const element of body.querySelectorAll('[href], [src]')) {
    for (const name of ['href', 'src']) {
      const address = element.getAttribute(name);
      if (address?.startsWith(start)) element.setAttribute(name, address.slice(start.length - 1));
    }
  }
  return body.innerHTML;
}
