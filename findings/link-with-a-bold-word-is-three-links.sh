#!/usr/bin/env bash
# @tiptap/static-renderer 3.35.0 (npm) with StarterKit, beside @tiptap/html 3.35.0: the same document as HTML and as Markdown.
#
# Expected: both write the same HTML: a mark that goes on over several pieces of text is one element, as ProseMirror's own
# serializer has it and as the editor shows it.
#
# What happens: each piece of text gets its marks for itself. A link in which one word is bold becomes three links to one place,
# so it is read out three times and takes three presses of Tab. As Markdown, code is said to be of a language "null" and
# gets HTML's references, which Markdown shows as they are there, and a list that goes on from 3 begins at 1.
#
# Output seen:
#   html: <p><a href="https://example.org">the <strong>full</strong> report</a></p>
#   static: <p><a href="https://example.org">the </a><a href="https://example.org"><strong>full</strong></a><a href="https://example.org"> report</a></p>
#   static, Markdown: ```null / if (a &lt; b) / ```
#   static, Markdown: 1. c
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @tiptap/static-renderer@3.35.0 @tiptap/html@3.35.0 \
  @tiptap/core@3.35.0 @tiptap/pm@3.35.0 @tiptap/starter-kit@3.35.0 happy-dom@21.0.4 >/dev/null
cat > look.mjs <<'JS'
import { generateHTML } from '@tiptap/html';
import { StarterKit } from '@tiptap/starter-kit';
import { renderToHTMLString } from '@tiptap/static-renderer/pm/html-string';
import { renderToMarkdown } from '@tiptap/static-renderer/pm/markdown';

const extensions = [StarterKit.configure({ link: { HTMLAttributes: { target: null, rel: null } } })];
const text = (words, ...marks) => ({ type: 'text', text: words, marks });
const doc = (type, attrs, ...content) => ({ type: 'doc', content: [{ type, attrs, content }] });
const link = { type: 'link', attrs: { href: 'https://example.org' } };

const linked = doc('paragraph', {}, text('the ', link), text('full', link, { type: 'bold' }), text(' report', link));
console.log(`html: ${generateHTML(linked, extensions)}`);
console.log(`static: ${renderToHTMLString({ content: linked, extensions })}`);
const item = { type: 'listItem', content: [{ type: 'paragraph', content: [text('c')] }] };
const markdown = (content) => renderToMarkdown({ content, extensions }).trim().replaceAll('\n', ' / ');
console.log(`static, Markdown: ${markdown(doc('codeBlock', {}, text('if (a < b)')))}`);
console.log(`static, Markdown: ${markdown(doc('orderedList', { start: 3 }, item))}`);
JS
node look.mjs > seen.txt
cat > expected.txt <<'TXT'
html: <p><a href="https://example.org">the <strong>full</strong> report</a></p>
static: <p><a href="https://example.org">the </a><a href="https://example.org"><strong>full</strong></a><a href="https://example.org"> report</a></p>
static, Markdown: ```null / if (a &lt; b) / ```
static, Markdown: 1. c
TXT
cat seen.txt; diff expected.txt seen.txt
