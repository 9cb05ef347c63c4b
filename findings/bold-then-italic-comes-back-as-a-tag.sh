#!/usr/bin/env bash
# @tiptap/markdown 3.35.0 (npm) with StarterKit: one passage is bold, the next bold and italic, the next italic.
#
# Expected: Markdown that the same manager reads back as the same three passages.
#
# What happens: where italic goes on beyond the end of bold the writer opens and closes it by an HTML tag, and the reader of
# the same manager keeps that tag as the article's text, so readers see "<em>" and "</em>". With bold beyond the end of
# italic it is "<strong>".
#
# Output seen:
#   written: **Der Hafen *bleibt*** <em>zu.</em>
#   read: Der Hafen bleibt <em>zu.</em>
#   written: *Der Hafen **bleibt*** <strong>zu.</strong>
#   read: Der Hafen bleibt <strong>zu.</strong>
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
const piece = (text, ...marks) => ({ type: 'text', text, marks: marks.map((type) => ({ type })) });
for (const [first, second] of [
  ['bold', 'italic'],
  ['italic', 'bold'],
]) {
  const content = [piece('Der Hafen ', first), piece('bleibt', first, second), piece(' zu.', second)];
  const written = manager.serialize({ type: 'doc', content: [{ type: 'paragraph', content }] });
  console.log(`written: ${written}`);
  console.log(`read: ${textOf(manager.parse(written))}`);
}
JS
node look.mjs > seen.txt
cat > expected.txt <<'TXT'
written: **Der Hafen *bleibt*** <em>zu.</em>
read: Der Hafen bleibt <em>zu.</em>
written: *Der Hafen **bleibt*** <strong>zu.</strong>
read: Der Hafen bleibt <strong>zu.</strong>
TXT
cat seen.txt; diff expected.txt seen.txt
