#!/usr/bin/env bash
# open-graph-scraper 6.12.0 (npm) reads an article by two authors, with three tags.
#
# Expected: `article:author` and `article:tag` are arrays in the Open Graph protocol, a tag for each value, so all come back,
# as several pictures do.
#
# What happens: each tag overwrites the one before. The answer has a single author, the last one named, who is nobody's first
# author, and the last tag; nothing says that there were more. The types say a single text too.
#
# Output seen:
#   author: https://example.org/authors/ben-blum
#   tag: ferry
#   pictures: 2
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts open-graph-scraper@6.12.0 >/dev/null
cat > look.mjs <<'JS'
import ogs from 'open-graph-scraper';

const tags = {
  'og:title': ['Harbor closed'],
  'og:image': ['https://example.org/1.jpg', 'https://example.org/2.jpg'],
  'article:author': ['https://example.org/authors/anna-adler', 'https://example.org/authors/ben-blum'],
  'article:tag': ['harbor', 'ice', 'ferry'],
};
const head = Object.entries(tags).flatMap(([property, values]) =>
  values.map((value) => `<meta property="${property}" content="${value}">`),
);
const { result } = await ogs({ html: `<!doctype html><html><head>${head.join('')}</head></html>` });
console.log(`author: ${result.articleAuthor}`);
console.log(`tag: ${result.articleTag}`);
console.log(`pictures: ${result.ogImage.length}`);
JS
node look.mjs > seen.txt
cat > expected.txt <<'TXT'
author: https://example.org/authors/ben-blum
tag: ferry
pictures: 2
TXT
cat seen.txt; diff expected.txt seen.txt
