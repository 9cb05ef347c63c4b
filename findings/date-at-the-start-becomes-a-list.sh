#!/usr/bin/env bash
# @tiptap/markdown 3.35.0 (npm) with StarterKit: paragraphs go to Markdown and back through the same manager.
#
# Expected: what the manager writes it reads back as it was. It escapes stars, underscores, brackets, tildes and backticks.
#
# What happens: nothing is escaped that means something only at the start of a line. A paragraph that begins with a date
# ("3. November"), a club ("1. FC"), a year in a chronicle ("1986."), or a dash of dialogue comes back as a list, and loses
# the number's dot or the dash; one line of three hyphens comes back as a divider.
#
# Output seen:
#   3. November 2026 fährt die Fähre wieder. -> orderedList from 3: November 2026 fährt die Fähre wieder.
#   1. FC Nordhafen gewinnt. -> orderedList: FC Nordhafen gewinnt.
#   1986. Die Brücke wird gebaut. -> orderedList from 1986: Die Brücke wird gebaut.
#   - So nicht, sagt sie. -> bulletList: So nicht, sagt sie.
#   --- -> horizontalRule:
#   Kolleg*innen -> paragraph: Kolleg*innen
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @tiptap/markdown@3.35.0 @tiptap/core@3.35.0 @tiptap/pm@3.35.0 \
  @tiptap/starter-kit@3.35.0 >/dev/null
cat > look.mjs <<'JS'
import { MarkdownManager } from '@tiptap/markdown';
import { StarterKit } from '@tiptap/starter-kit';

const manager = new MarkdownManager({ extensions: [StarterKit] });
const textOf = (node) => node.text ?? (node.content ?? []).map(textOf).join('');
for (const text of [
  '3. November 2026 fährt die Fähre wieder.',
  '1. FC Nordhafen gewinnt.',
  '1986. Die Brücke wird gebaut.',
  '- So nicht, sagt sie.',
  '---',
  'Kolleg*innen',
]) {
  const doc = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] };
  const [block] = manager.parse(manager.serialize(doc)).content;
  const from = block.attrs?.start ? ` from ${block.attrs.start}` : '';
  console.log(`${text} -> ${block.type}${from}: ${textOf(block)}`.trim());
}
JS
node look.mjs > seen.txt
cat > expected.txt <<'TXT'
3. November 2026 fährt die Fähre wieder. -> orderedList from 3: November 2026 fährt die Fähre wieder.
1. FC Nordhafen gewinnt. -> orderedList: FC Nordhafen gewinnt.
1986. Die Brücke wird gebaut. -> orderedList from 1986: Die Brücke wird gebaut.
- So nicht, sagt sie. -> bulletList: So nicht, sagt sie.
--- -> horizontalRule:
Kolleg*innen -> paragraph: Kolleg*innen
TXT
cat seen.txt; diff expected.txt seen.txt
