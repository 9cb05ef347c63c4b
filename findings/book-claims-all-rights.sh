#!/usr/bin/env bash
# epub-gen-memory 1.1.2 and @lesjoursfr/html-to-epub 6.2.0 (npm) make a book of articles by two people, published in 2019.
#
# Expected: the book's metadata (EPUB 3, "Dublin Core optional elements") say what was given: two creators, each in an element
# of their own, and nothing of rights, of which nothing was given.
#
# What happens: both write that all rights are reserved, and a copyright of the publisher in the year in which the book is
# made, so articles under a free license go out with a claim that takes it back; the only way out is a template of one's
# own for the whole package document. The two people become one creator with a comma in the name, also in the form
# that sorts. html-to-epub puts the day of making in the place of the date that was given.
#
# Output seen (from the package document, with YEAR for the present year):
#   epub-gen-memory: creator "Ines Falk,Tom Reed", file-as "Ines Falk,Tom Reed"
#   epub-gen-memory: date 2019, rights "All rights reserved", "Copyright © YEAR by Nordblatt"
#   html-to-epub: creator "Ines Falk,Tom Reed", file-as "Ines Falk,Tom Reed"
#   html-to-epub: date YEAR, rights "All rights reserved", "Copyright © YEAR by Nordblatt"
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts epub-gen-memory@1.1.2 @lesjoursfr/html-to-epub@6.2.0 \
  jszip@3.10.1 >/dev/null
cat > look.mjs <<'JS'
import { readFile } from 'node:fs/promises';
import { EPub } from '@lesjoursfr/html-to-epub';
import makeBook from 'epub-gen-memory';
import JSZip from 'jszip';

const settings = {
  title: 'Notes',
  author: ['Ines Falk', 'Tom Reed'],
  publisher: 'Nordblatt',
  description: 'Notes of a year',
  lang: 'de',
  date: '2019-05-04',
};
const article = '<p>The ferries return.</p>';
const books = {
  'epub-gen-memory': await makeBook.default(settings, [{ title: 'Harbor', content: article }]),
};
await new EPub({ ...settings, content: [{ title: 'Harbor', data: article }] }, 'book.epub').render();
books['html-to-epub'] = await readFile('book.epub');

for (const [name, book] of Object.entries(books)) {
  const made = await (await JSZip.loadAsync(book)).file('OEBPS/content.opf').async('string');
  const xml = made.replaceAll(String(new Date().getFullYear()), 'YEAR');
  const all = (pattern) => [...xml.matchAll(pattern)].map(([, words]) => `"${words}"`).join(', ');
  const rights = all(/(?:<dc:rights|property="dcterms:rights")>([^<]*)/g).replace('&#x00A9;', '©');
  console.log(`${name}: creator ${all(/<dc:creator[^>]*>([^<]*)/g)}, file-as ${all(/"file-as">([^<]*)/g)}`);
  console.log(`${name}: date ${/<dc:date>(\d{4}|YEAR)/.exec(xml)[1]}, rights ${rights}`);
}
JS
node look.mjs > seen.txt
cat > expected.txt <<'TXT'
epub-gen-memory: creator "Ines Falk,Tom Reed", file-as "Ines Falk,Tom Reed"
epub-gen-memory: date 2019, rights "All rights reserved", "Copyright © YEAR by Nordblatt"
html-to-epub: creator "Ines Falk,Tom Reed", file-as "Ines Falk,Tom Reed"
html-to-epub: date YEAR, rights "All rights reserved", "Copyright © YEAR by Nordblatt"
TXT
cat seen.txt; diff expected.txt seen.txt
