// For tests: what is found in HTML, a line each.
import type { NodeJson } from '../content.ts';
import type { Found } from './found.ts';

/** A node in one line: `p(one b<bold>)`. */
export function brief(node: NodeJson): string {
  if (node.type === 'hardBreak') return '/';
  if (node.type === 'text') {
    const marks = (node.marks ?? []).map(({ type, attrs }) =>
      attrs ? `${type}=${Object.values(attrs)}` : type,
    );
    return marks.length > 0 ? `${node.text}<${marks}>` : (node.text ?? '');
  }
  const attrs = Object.entries(node.attrs ?? {})
    .filter(([name, value]) => name !== 'id' && value !== null && value !== '' && value !== 1)
    .map(([, value]) => `=${String(value)}`);
  return `${node.type}${attrs.join('')}(${(node.content ?? []).map(brief).join('')})`;
}

/** Its form, its text with marks in angle brackets, and before it the reason for which it is left out. */
export function shown(found: Found): string {
  const out =
    found.leftOut === undefined ? '' : `${found.leftOut === 'outside-article' ? 'outside' : found.leftOut} `;
  if (found.type === 'block') return out + brief(found.block);
  if (found.type === 'picture') {
    const { remote, mime, alt, caption, credit } = found;
    return [`${out}picture`, remote ?? mime, alt, caption, ...(credit ? [`(${credit})`] : [])].join(' ');
  }
  const { is, ...rest } = found.form;
  return `${out}${[is, ...Object.values(rest).filter((value) => value !== null)].join(' ')}: ${found.inline.map(brief).join('')}`;
}
