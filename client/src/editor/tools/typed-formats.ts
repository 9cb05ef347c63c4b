// Signs that make a format while typing, such as `**bold**`: with the care that CommonMark takes, so that what is no format
// keeps its signs. Pasted text is not looked through for them: it comes letter by letter, and Markdown is offered its form as a
// whole (pasted-markdown.ts).
import { type Extensions, type InputRule, Mark } from '@tiptap/core';

const formats: ReadonlySet<string> = new Set(['bold', 'italic', 'strike', 'code']);

/** The extensions with these rules for formats; others are left as they are. */
export function withCarefulFormats(extensions: Extensions): Extensions {
  return extensions.map((extension) =>
    extension instanceof Mark && formats.has(extension.name)
      ? extension.extend({ addInputRules: carefulRules, addPasteRules: () => [] })
      : extension,
  );
}

function carefulRules(this: { parent?: (() => InputRule[]) | null | undefined }): InputRule[] {
  const rules = this.parent?.() ?? [];
  for (const rule of rules) {
    const { handler } = rule;
    rule.handler = (props) => (isFormat(props.match[0]) ? handler(props) : null);
  }
  return rules;
}

/**
 * Whether signs with words between them, such as `*this*`, are meant as a format. Between blanks they stand for themselves
 * (CommonMark 0.31.2, section 6.2), as in `5 * 3 * 2`; underscores are those of file names and of gaps to be filled in.
 */
export function isFormat(typed: string): boolean {
  const [, signs = '', words = ''] = /^\s*([*_~]*)(.*?)\1$/su.exec(typed) ?? [];
  if (signs.startsWith('_')) return false;
  return signs === '' || (words !== '' && words === words.trim());
}
