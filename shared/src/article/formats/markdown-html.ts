// A tree of Markdown as HTML, in which all is kept that the specification would not show: definitions that nothing refers
// to, titles of links, the state of tasks, addresses that can't be links.
import type { Definition, Image, ImageReference, Link, LinkReference, ListItem, Nodes, Parents } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import { isSafeLink } from '../schema/attributes.ts';
import { footnotesIn } from './markdown-footnotes.ts';
import { rangeOf } from './markdown-repairs.ts';
import type { MarkdownTree } from './markdown-tree.ts';

export function markdownHtml({ tree, source }: MarkdownTree): { html: string; comments: string[] } {
  const { definitionOf, isUsed } = definitionsIn(tree);
  const footnotes = footnotesIn(tree);
  const titled = new Set<Definition>();
  /** Pictures among words come behind the block, so that they don't split a sentence. */
  const moved: string[] = [];
  let inPlace = false;
  const comments: string[] = [];

  const withoutComments = (html: string): string =>
    html.replace(/<!--([\s\S]*?)-->/g, (_, text: string) => {
      if (text.trim() !== '') comments.push(text.replace(/\s+/g, ' ').trim());
      return '';
    });
  const inner = (node: Parents): string => node.children.map(write).join('');
  const picture = (image: string): string => {
    if (inPlace) return image;
    moved.push(image);
    return '';
  };
  const block = (name: string, node: Parents, before = ''): string => {
    inPlace = isPicture(node);
    const written = inner(node);
    inPlace = false;
    const empty = before === '' && written.trim() === '';
    return (empty ? '' : `<${name}>${before}${written}</${name}>`) + moved.splice(0).join('');
  };

  /** The title of what is referred to, once. */
  const titleOf = (definition: Definition | undefined): string => {
    if (!definition?.title || titled.has(definition)) return '';
    titled.add(definition);
    return definition.title;
  };

  const anchor = (node: Link | LinkReference, href: string, title: string): string => {
    // The tree's builder links addresses that the source escapes, too.
    if (!node.position && !source.includes(plainText(node))) return inner(node);
    const literal = isLiteral(node, source);
    const text = literal ? withoutReferences(plainText(node)) : plainText(node);
    const end = literal ? addressEnd(text) : text.length;
    const after = text.slice(end);
    const written = literal ? escaped(text.slice(0, end)) : inner(node);
    const safe = isSafeLink(href);
    const said = [safe || text === href ? '' : href, title].filter(Boolean).map(escaped);
    const more = said.length > 0 ? ` (${said.join(' ')})` : '';
    const whole = literal ? withoutReferences(href) : href;
    const address = escaped(whole.slice(0, whole.length - after.length));
    return (safe ? `<a href="${address}">${written}</a>` : written) + escaped(after) + more;
  };

  const image = ({ alt }: Image | ImageReference, url: string, title: string): string =>
    picture(`<img src="${escaped(url)}" alt="${escaped(alt ?? '')}" title="${escaped(title)}">`);

  const item = (node: ListItem): string => {
    const [first, ...more] = node.children;
    if (typeof node.checked !== 'boolean') return `<li>${inner(node)}</li>`;
    const state = node.checked ? '☑ ' : '☐ ';
    if (first?.type !== 'paragraph') return `<li><p>${state}</p>${inner(node)}</li>`;
    return `<li>${block('p', first, state)}${more.map(write).join('')}</li>`;
  };

  const write = (node: Nodes): string => {
    switch (node.type) {
      case 'paragraph':
        return block('p', node);
      case 'heading':
        return block(`h${node.depth}`, node);
      case 'thematicBreak':
        return '<hr>';
      case 'blockquote':
        return `<blockquote>${inner(node)}</blockquote>`;
      case 'list': {
        const items = node.children.map(item).join('');
        return node.ordered ? `<ol start="${node.start ?? 1}">${items}</ol>` : `<ul>${items}</ul>`;
      }
      case 'code':
        return codeBlock(node.value, node.lang ?? '', node.meta ?? '');
      case 'html':
        return isImage(node) ? picture(node.value) : withoutComments(node.value);
      case 'table': {
        // Rows may have more cells than there are columns; GitHub drops those.
        const columns = Math.max(...node.children.map(({ children }) => children.length));
        const rows = node.children.map(({ children }, index) => {
          const name = index === 0 ? 'th' : 'td';
          const cells = Array.from({ length: columns }, (_, at) => children[at]);
          const open = (at: number) =>
            node.align?.[at] ? `<${name} align="${node.align[at]}">` : `<${name}>`;
          const written = cells.map((cell, at) => `${open(at)}${cell ? inner(cell) : ''}</${name}>`);
          return `<tr>${written.join('')}</tr>`;
        });
        return `<table>${rows.join('')}</table>${moved.splice(0).join('')}`;
      }
      case 'definition':
        return isUsed(node) ? '' : `<p>${escaped(sourceOf(node, source))}</p>`;
      case 'footnoteDefinition':
        return footnotes.isRepeated(node) ? inner(node) : '';
      case 'footnoteReference':
        return `<sup>${footnotes.numberOf(node.identifier)}</sup>`;
      case 'text':
        return escaped(node.value);
      case 'emphasis':
        return `<em>${inner(node)}</em>`;
      case 'strong':
        return `<strong>${inner(node)}</strong>`;
      case 'delete':
        return `<del>${inner(node)}</del>`;
      case 'inlineCode':
        return `<code>${escaped(node.value)}</code>`;
      case 'break':
        return '<br>';
      case 'link':
        return anchor(node, node.url, node.title ?? '');
      case 'linkReference': {
        const definition = definitionOf(node.identifier);
        return definition ? anchor(node, definition.url, titleOf(definition)) : inner(node);
      }
      case 'image':
        return image(node, node.url, node.title ?? '');
      case 'imageReference': {
        const definition = definitionOf(node.identifier);
        return image(node, definition?.url ?? '', titleOf(definition));
      }
      default:
        if (isTerm(node)) return `<p><strong>${inner(node)}</strong></p>${moved.splice(0).join('')}`;
        return 'children' in node ? (node.children as Nodes[]).map(write).join('') : '';
    }
  };

  const body = inner(tree);
  const notes = footnotes.all().map(({ number, children: [first, ...more] }) => {
    const sign = `<sup>${number}</sup> `;
    if (first?.type !== 'paragraph')
      return `<p>${sign}</p>${first ? write(first) : ''}${more.map(write).join('')}`;
    return block('p', first, sign) + more.map(write).join('');
  });
  return { html: body + notes.join(''), comments };
}

/** A term of a definition list, which the tree's own types don't know. */
function isTerm(node: Nodes): node is Nodes & Parents {
  const type: string = node.type;
  return type === 'defListTerm';
}

interface Definitions {
  /** What a reference means: the first definition of its name. */
  definitionOf(identifier: string): Definition | undefined;
  /** Whether something refers to the definition. */
  isUsed(definition: Definition): boolean;
}

function definitionsIn(tree: Nodes): Definitions {
  const definitions = new Map<string, Definition>();
  const references = new Set<string>();
  const walk = (node: Nodes) => {
    if (node.type === 'definition' && !definitions.has(node.identifier))
      definitions.set(node.identifier, node);
    if (node.type === 'linkReference' || node.type === 'imageReference') references.add(node.identifier);
    if ('children' in node) node.children.forEach(walk);
  };
  walk(tree);
  return {
    definitionOf: (identifier) => definitions.get(identifier),
    isUsed: (definition) =>
      definitions.get(definition.identifier) === definition && references.has(definition.identifier),
  };
}

/** Whether the block is a picture, perhaps with its credit in italics. */
function isPicture({ children }: Parents): boolean {
  const parts = children.filter(
    (node) => node.type !== 'break' && !(node.type === 'text' && node.value.trim() === ''),
  );
  return (
    parts.some(isImage) &&
    parts.every((node, index) => isImage(node) || (node.type === 'emphasis' && index === parts.length - 1))
  );
}

function isImage(node: Nodes): boolean {
  return (
    node.type === 'image' ||
    node.type === 'imageReference' ||
    (node.type === 'html' && /^<img\s[^>]*>$/i.test(node.value))
  );
}

/** Whether the link is an address that stands in the text without any signs. */
function isLiteral(node: Link | LinkReference, source: string): boolean {
  return !/^[[<]/.test(sourceOf(node, source));
}

/** In an address that stands in the text, the character references that the source's repairs put in mean nothing. */
function withoutReferences(address: string): string {
  return address
    .replaceAll('&lt;', '<')
    .replace(/&#(\d{2,6});/g, (_, code: string) => String.fromCodePoint(Number(code)));
}

/** Where an address in a text ends: `„https://example.org“` ends before the quote does. */
function addressEnd(text: string): number {
  const end = text.search(/[<"“”„«»‹›]|[’‘'][.,;:!?]*$/);
  return end === -1 ? text.length : end;
}

function codeBlock(text: string, language: string, meta: string): string {
  // Words in a row are no language.
  const known =
    text.trim() !== '' && /^[\w+#.-]{1,40}$/.test(language) && (meta === '' || /[={}]/.test(meta));
  const said = [known ? '' : language, meta].filter(Boolean).join(' ');
  const name = known ? ` class="language-${escaped(language)}"` : '';
  return `${said === '' ? '' : `<p>${escaped(said)}</p>`}<pre><code${name}>${escaped(text)}</code></pre>`;
}

function sourceOf(node: Nodes, source: string): string {
  const { start, end } = rangeOf(node);
  return source.slice(start, end);
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
