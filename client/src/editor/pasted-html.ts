// HTML from the clipboard, read by the rules of the import: what comes out of them is what the schema itself writes. What
// was copied here comes back as it was.
import type { Found } from '@galley/shared/article/formats/found.ts';
import { readTree } from '@galley/shared/article/formats/html-read.ts';
import type { HtmlElement, HtmlNode } from '@galley/shared/article/formats/html-tree.ts';
import { pastedBlocks } from '@galley/shared/article/formats/pasted-blocks.ts';
import type { Lost } from '@galley/shared/article/formats/pieces.ts';
import { sectionSchema } from '@galley/shared/article/schema/schema.ts';
import type { Language } from '@galley/shared/language.ts';
import { Extension } from '@tiptap/core';
import { DOMSerializer, Fragment } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import i18next from 'i18next';
import { showToast } from '../app/toasts.ts';
import { copiedHere, withOwnPaths } from './copied-html.ts';

export const PastedHtml = Extension.create<{ language: Language }>({
  name: 'pastedHtml',
  addOptions: () => ({ language: 'en' }),
  addProseMirrorPlugins() {
    const { language } = this.options;
    return [
      new Plugin({
        key: new PluginKey('pastedHtml'),
        props: {
          transformPastedHTML(html) {
            if (copiedHere(html)) return withOwnPaths(html);
            const { found, lost } = readPasted(html, language);
            sayLost(lost);
            return writtenHtml(found);
          },
        },
      }),
    ];
  },
});

/** What is found in HTML from the clipboard, all that is seen of it. */
export function readPasted(html: string, language: Language): { found: Found[]; lost: Lost[] } {
  return readTree(pastedTree(html), { language, desk: window.location.origin, page: false });
}

/** HTML from the clipboard as the readers of imports take it. */
export function pastedTree(html: string): HtmlElement {
  return treeOf(new DOMParser().parseFromString(html, 'text/html').documentElement);
}

function treeOf(element: Element): HtmlElement {
  const childNodes = [...element.childNodes].flatMap((child): HtmlNode[] => {
    if (child instanceof Element) return [treeOf(child)];
    return child instanceof Text ? [{ nodeName: '#text', value: child.data }] : [];
  });
  const attrs = [...element.attributes].map(({ name, value }) => ({ name, value }));
  return { nodeName: element.localName, tagName: element.localName, attrs, childNodes };
}

function writtenHtml(found: readonly Found[]): string {
  const nodes = pastedBlocks(found).map((block) => sectionSchema.nodeFromJSON(block));
  const holder = document.createElement('div');
  holder.append(DOMSerializer.fromSchema(sectionSchema).serializeFragment(Fragment.fromArray(nodes)));
  return holder.innerHTML;
}

/** Of pictures the upload says so itself; hidden passages nobody misses. */
function sayLost(lost: readonly Lost[]): void {
  const said = lost.filter(
    ({ what }) => what === 'comments' || what === 'tracked-changes' || what === 'forms',
  );
  if (said.length === 0) return;
  const parts = said.map(({ what, count }) => i18next.t(`imports:lost.${what}`, { count }));
  showToast(i18next.t('tools:pasted.lost', { what: parts.join(', ') }));
}
