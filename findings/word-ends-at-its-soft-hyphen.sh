#!/usr/bin/env bash
# @iarna/rtf-to-html 1.1.0 (npm) reads a text in RTF, as agencies and older editorial systems send it.
#
# Expected: RTF's `\-` is a soft hyphen and `\_` a hyphen that does not break; letters follow them with no blank between.
# `\endash`, `\emdash`, `\ldblquote` and `\rdblquote` stand for these signs; one blank behind such a word belongs to it.
#
# What happens: what follows a hyphen is thrown away up to the next blank, and the blank too, so that the end of one word is gone
# and what is left stands at the next one: the page says another thing than the file. The dashes and the quotation marks are left out as well: a quotation is
# no longer one. Nothing is raised.
#
# Output seen (a soft hyphen is shown as "/"):
#   soft hyphen: Die Kin/spielen.
#   hyphen: Die E‑kam.
#   dash: Er kam nicht.
#   quotation: Sie sagte: Ja.
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @iarna/rtf-to-html@1.1.0 >/dev/null
cat > look.mjs <<'JS'
import rtf from '@iarna/rtf-to-html';

const texts = {
  'soft hyphen': 'Die Kin\\-der spielen.',
  hyphen: 'Die E\\_Mail kam.',
  dash: 'Er kam\\endash  nicht.',
  quotation: 'Sie sagte: \\ldblquote Ja\\rdblquote .',
};
for (const [name, text] of Object.entries(texts)) {
  const file = `{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fswiss Helvetica;}}\\f0\\fs24 ${text}\\par}`;
  const html = await new Promise((resolve, reject) =>
    rtf.fromString(file, (error, result) => (error ? reject(error) : resolve(result))),
  );
  const words = /<p>([\s\S]*?)<\/p>/.exec(html)[1].replaceAll('\u00ad', '/').replace(/\s+/g, ' ').trim();
  console.log(`${name}: ${words}`);
}
JS
node look.mjs > seen.txt
cat > expected.txt <<'TXT'
soft hyphen: Die Kin/spielen.
hyphen: Die E‑kam.
dash: Er kam nicht.
quotation: Sie sagte: Ja.
TXT
cat seen.txt; diff expected.txt seen.txt
