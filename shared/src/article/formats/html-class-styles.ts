// Formatting that is given by classes of the page's own style element, as Google Docs' download does it, written into
// the elements. Only rules for a class alone are read, and of them what formats text: a whole page's style sheet says
// how it looks in some browser, not what its text is.
import { allElements, attributeOf, classesOf, type HtmlElement, rawText, setAttribute } from './html-tree.ts';

export function applyClassStyles(root: HtmlElement): void {
  const rules = new Map<string, string>();
  for (const element of allElements(root)) {
    if (element.tagName !== 'style') continue;
    for (const [name, style] of classRules(rawText(element))) {
      rules.set(name, [rules.get(name), style].filter(Boolean).join(';'));
    }
  }
  if (rules.size === 0) return;
  for (const element of allElements(root)) {
    const styles = classesOf(element).flatMap((name) => rules.get(name) ?? []);
    if (styles.length === 0) continue;
    // The element's own style comes last, where it wins.
    const own = attributeOf(element, 'style');
    setAttribute(element, 'style', [...styles, ...(own ? [own] : [])].join(';'));
  }
}

const formatting =
  /^(font-weight|font-style|text-decoration|text-decoration-line|vertical-align|mso-hide|list-style-type)\s*:\s*[^:]+$/i;

/** The formatting that a style sheet gives single classes. Rules within `@media` and the like do not count. */
function classRules(sheet: string): [string, string][] {
  const rules: [string, string][] = [];
  const text = sheet.replace(/\/\*[\s\S]*?\*\/|<!--|-->/g, ' ');
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf('{', at);
    if (open === -1) break;
    const close = closingBrace(text, open);
    // Statements such as @import end before the selector begins.
    const selectors = text.slice(
      text.lastIndexOf(';', open) >= at ? text.lastIndexOf(';', open) + 1 : at,
      open,
    );
    at = close + 1;
    if (selectors.trim().startsWith('@')) continue;
    const style = text
      .slice(open + 1, close)
      .split(';')
      .map((declaration) => declaration.trim())
      .filter((declaration) => formatting.test(declaration))
      .join(';');
    if (style === '') continue;
    for (const selector of selectors.split(',')) {
      const name = /^\s*(?:span|p|li|ol|b|i|em|strong)?\.([\w-]+)\s*$/.exec(selector)?.[1];
      if (name !== undefined) rules.push([name, style]);
    }
  }
  return rules;
}

function closingBrace(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    if (text[at] === '{') depth += 1;
    if (text[at] === '}') {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return text.length;
}
