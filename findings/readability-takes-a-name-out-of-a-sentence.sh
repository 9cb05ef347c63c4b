#!/usr/bin/env bash
# @mozilla/readability 0.6.0 with linkedom 0.18.15 (npm) on a page whose first sentence names somebody who wrote a book.
#
# Expected: the text of an article keeps its sentences; a name in the middle of one is no byline.
#
# What happens: the first element with itemprop="author", rel="author" or "author" in its class is cut out of the article
# wherever it stands, also inside a sentence, and is handed out as the article's byline: the sentence reads on without the
# name, and somebody who was written about becomes the author. It stays where the page has a meta author or a byline in front.
#
# Output seen:
#   itemprop: The novel by is out today. (byline: Ines Falk)
#   rel: The novel by is out today. (byline: Ines Falk)
#   class: The novel by is out today. (byline: Ines Falk)
#   beside a meta author: The novel by Ines Falk is out today. (byline: Tom Reed)
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @mozilla/readability@0.6.0 linkedom@0.18.15 >/dev/null
cat > look.mjs <<'JS'
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';

const filler = '<p>The ferries return to the harbor in the morning, and with them the commuters, who had to take the bus.</p>';
const look = (label, name, head = '') => {
  const { document } = parseHTML(`<!doctype html><html lang="en"><head><title>Harbor notes</title>${head}</head>
    <body><article><h1>Harbor notes</h1><p>The novel by ${name} is out today.</p>${filler.repeat(5)}</article></body></html>`);
  const article = new Readability(document, { charThreshold: 100 }).parse();
  const sentence = /The novel.*?today\./s.exec(article.textContent)[0].replace(/\s+/g, ' ');
  console.log(`${label}: ${sentence} (byline: ${article.byline})`);
};
look('itemprop', '<span itemprop="author">Ines Falk</span>');
look('rel', '<a rel="author" href="/ines">Ines Falk</a>');
look('class', '<a class="link-author" href="/ines">Ines Falk</a>');
look('beside a meta author', '<span itemprop="author">Ines Falk</span>', '<meta name="author" content="Tom Reed">');
JS
node look.mjs | tee seen
for name in itemprop rel class; do grep -qx "$name: The novel by is out today. (byline: Ines Falk)" seen; done
grep -qx 'beside a meta author: The novel by Ines Falk is out today. (byline: Tom Reed)' seen
