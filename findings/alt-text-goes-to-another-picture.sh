#!/usr/bin/env bash
# open-graph-scraper 6.12.0 (npm) reads a page with two pictures, of which the second alone has a width and an alt text.
#
# Expected: as the Open Graph protocol says under "Arrays", properties of a picture belong to the `og:image` before them; a
# picture with none has none.
#
# What happens: urls, widths and alt texts are collected in lists of their own and put together by their place in them. The
# first picture gets the second one's words, so a description is shown, and read aloud, with a picture that it does not
# describe. The same pictures in the other order come out right.
#
# Output seen:
#   second described: 1.jpg "A ferry in the ice" 800; 2.jpg "none" none
#   first described: 1.jpg "A ferry in the ice" 800; 2.jpg "none" none
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts open-graph-scraper@6.12.0 >/dev/null
cat > look.mjs <<'JS'
import ogs from 'open-graph-scraper';

const picture = (name) => `<meta property="og:image" content="https://example.org/${name}">`;
const words = '<meta property="og:image:width" content="800"><meta property="og:image:alt" content="A ferry in the ice">';
const pages = {
  'second described': picture('1.jpg') + picture('2.jpg') + words,
  'first described': picture('1.jpg') + words + picture('2.jpg'),
};
for (const [name, head] of Object.entries(pages)) {
  const { result } = await ogs({ html: `<!doctype html><html><head><title>Harbor</title>${head}</head></html>` });
  const shown = result.ogImage.map(({ url, alt = 'none', width = 'none' }) => `${url.split('/').at(-1)} "${alt}" ${width}`);
  console.log(`${name}: ${shown.join('; ')}`);
}
JS
node look.mjs > seen.txt
cat > expected.txt <<'TXT'
second described: 1.jpg "A ferry in the ice" 800; 2.jpg "none" none
first described: 1.jpg "A ferry in the ice" 800; 2.jpg "none" none
TXT
cat seen.txt; diff expected.txt seen.txt
