// What is copied out of a text: nothing that belongs to the desk alone, such as editors' notes and the places of comments,
// and whole addresses, so that links and pictures lead somewhere wherever they are pasted. Pasted here again it comes back
// as it was, for it bears the desk's sign.
import { Extension } from '@tiptap/core';
import { DOMSerializer, type Fragment } from '@tiptap/pm/model';
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

/** A serializer whose result is fit to leave the desk. */
export function copySerializer({ nodes, marks }: DOMSerializer): DOMSerializer {
  return new CopySerializer(nodes, marks);
}

class CopySerializer extends DOMSerializer {
  override serializeFragment(
    fragment: Fragment,
    options?: { document?: Document },
    target?: HTMLElement | DocumentFragment,
  ): HTMLElement | DocumentFragment {
    const written = super.serializeFragment(fragment, options, target);
    // Inner fragments are written through the same method, with the element that they go into.
    if (!target) makeFit(written);
    return written;
  }
}

function makeFit(written: ParentNode): void {
  for (const own of written.querySelectorAll('span[data-note], span[data-anchor]'))
    own.replaceWith(...own.childNodes);
  for (const element of written.querySelectorAll('[href^="/"], [src^="/"]')) {
    for (const name of ['href', 'src']) {
      const path = element.getAttribute(name);
      if (path?.startsWith('/')) element.setAttribute(name, new URL(path, window.location.origin).href);
    }
  }
  written.firstElementChild?.setAttribute(sign, window.location.origin);
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
