// Whether plain text is Markdown that somebody wrote as such, so that its form may be offered.

/** Headings, lists, links, quotes, tables and code in such numbers that they are hardly there by chance. */
export function looksLikeMarkdown(text: string): boolean {
  if (text.length > longest) return false;
  const lines = text.split(/\r\n?|\n/);
  const count = (form: RegExp) => lines.filter((line) => form.test(line)).length;
  const within = (form: RegExp) => (text.match(form) ?? []).length;
  if (lines.length < 2)
    return within(/\[[^\]\n]+\]\((?:https?:\/\/|mailto:|\/)[^)\s]+\)/g) > 0 || within(bold) > 0;
  return (
    count(/^ {0,3}#{1,6}\s+\S/) > 0 ||
    count(/^\s*(?:[-*+]|\d{1,3}[.)])\s+\S/) > 1 ||
    within(/\[[^\]\n]+\]\((?:https?:\/\/|mailto:|\/)[^)\s]+\)/g) > 0 ||
    within(bold) > 0 ||
    count(/^ {0,3}(?:```|~~~)/) > 1 ||
    count(/^ {0,3}>\s?\S/) > 1 ||
    count(/^\s*\|?\s*:?-{3,}:?\s*(?:\|\s*:?-{3,}:?\s*)+\|?\s*$/) > 0
  );
}

const bold = /(?<![\w*])\*\*(?=\S)[^*\n]*\S\*\*(?![\w*])/g;

/** What nobody pastes to have it formatted. */
const longest = 500_000;
