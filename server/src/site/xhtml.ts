// HTML as XML, for formats that carry texts as XHTML.
import { attribute, Html, html } from '@galley/shared/html/html.ts';
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';

type Node = DefaultTreeAdapterTypes.ChildNode;

/** The same elements and words as well-formed XML. Comments, and attributes whose names XML has not, are left out. */
export function xhtml(text: string): Html[] {
  return parseFragment(text).childNodes.map(written);
}

const xmlName = /^[a-z_][\w.-]*$/i;

function written(node: Node): Html {
  if ('value' in node) return html`${node.value}`;
  if (!('tagName' in node) || !xmlName.test(node.tagName)) return html``;
  const attributes = node.attrs
    .filter(({ name, prefix }) => !prefix && xmlName.test(name) && name !== 'xmlns')
    .map(({ name, value }) => attribute(name, value));
  const name = Html.trusted(node.tagName);
  if (node.childNodes.length === 0) return html`<${name}${attributes}/>`;
  return html`<${name}${attributes}>${node.childNodes.map(written)}</${name}>`;
}
