#!/usr/bin/env bash
# @tiptap/markdown 3.35.0 (npm) with StarterKit: a paragraph that holds an address with an underscore, as plain text.
#
# Expected: the address goes to Markdown and back as it was, linked or not.
#
# What happens: the writer escapes the underscores of the address with backslashes. The reader then makes a link of the bare
# address by itself, and within such a link backslashes are no escapes: both the words and the target keep them, so the text
# is changed and the link leads nowhere. Going through Markdown once more doubles them.
#
# Output seen:
#   once: https://example.org/spring\_tide\_table -> https://example.org/spring\_tide\_table
#   twice: https://example.org/spring\\\_tide\\\_table
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
const text = 'https://example.org/spring_tide_table';
const first = manager.parse(manager.serialize({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] }));
const [link] = first.content[0].content[0].marks;
console.log(`once: ${textOf(first)} -> ${link.attrs.href}`);
const plain = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: textOf(first) }] }] };
console.log(`twice: ${textOf(manager.parse(manager.serialize(plain)))}`);
JS
node look.mjs > seen.txt
cat > expected.txt <<'TXT'
once: https://example.org/spring\_tide\_table -> https://example.org/spring\_tide\_table
twice: https://example.org/spring\\\_tide\\\_table
TXT
cat seen.txt; diff expected.txt seen.txt
