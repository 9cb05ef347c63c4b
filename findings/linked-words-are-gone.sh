#!/usr/bin/env bash
# @contentful/rich-text-from-markdown 16.2.2 (npm), with which texts move to Contentful, on CommonMark's plainest signs.
#
# Expected: what Contentful's rich text has no node for keeps its words and loses its form, as "H~2~O" and `<u>` do here; a
# link by reference becomes a link, and a hard line break at least a blank.
#
# What happens: a link whose address stands below the text is left out together with its words, in the middle of a sentence.
# A hard break, written with a backslash or with two blanks, is left out too, and the words at both sides become one. With
# `<br>` instead the break comes out. Nothing is raised.
#
# Output seen:
#   Die [Werft](https://example.org) baut. -> Die Werft baut.
#   Die [Werft][1] baut. -> Die  baut.
#   Die [Werft] baut. -> Die  baut.
#   Hafenstr. 1\/Kiel -> Hafenstr. 1Kiel
#   Hafenstr. 1  /Kiel -> Hafenstr. 1Kiel
#   Hafenstr. 1<br>Kiel -> Hafenstr. 1/Kiel
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @contentful/rich-text-from-markdown@16.2.2 \
  @contentful/rich-text-plain-text-renderer@17.2.1 >/dev/null
cat > look.mjs <<'JS'
import { richTextFromMarkdown } from '@contentful/rich-text-from-markdown';
import { documentToPlainTextString } from '@contentful/rich-text-plain-text-renderer';

const target = '\n\n[1]: https://example.org\n[Werft]: https://example.org\n';
for (const text of [
  'Die [Werft](https://example.org) baut.',
  'Die [Werft][1] baut.',
  'Die [Werft] baut.',
  'Hafenstr. 1\\\nKiel',
  'Hafenstr. 1  \nKiel',
  'Hafenstr. 1<br>Kiel',
]) {
  const words = documentToPlainTextString(await richTextFromMarkdown(text + target)).trim();
  console.log(`${text.replace('\n', '/')} -> ${words.replace('\n', '/')}`);
}
JS
node look.mjs > seen.txt
cat > expected.txt <<'TXT'
Die [Werft](https://example.org) baut. -> Die Werft baut.
Die [Werft][1] baut. -> Die  baut.
Die [Werft] baut. -> Die  baut.
Hafenstr. 1\/Kiel -> Hafenstr. 1Kiel
Hafenstr. 1  /Kiel -> Hafenstr. 1Kiel
Hafenstr. 1<br>Kiel -> Hafenstr. 1/Kiel
TXT
cat seen.txt; diff expected.txt seen.txt
