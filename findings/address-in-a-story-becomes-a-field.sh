#!/usr/bin/env bash
# archieml 0.5.0 (npm), the reader of ArchieML, in which newsrooms write stories with fields in shared documents.
#
# Expected: in a freeform list (`[+story]`) a paragraph of prose is a text, also if it is an address or begins with a time of
# the day; fields are named at the start of a line by a word. In a text over several lines, which `:end` closes, all lines up to
# that are the text.
#
# What happens: digits and the name of a scheme are words too. The paragraph "https://example.org/a" comes out as a field "https",
# "12:30 Uhr: Beginn" as a field "12", and a renderer that knows no such fields shows neither. A line that begins with one word
# in brackets ends the text, as quotations do in print: what stands behind "[...]" or "[She]" is lost, without a word. With
# two words in the brackets it is text.
#
# Output seen (JSON):
#   story: [{"type":"text","value":"Der Hafen bleibt zu."},{"type":"https","value":"//example.org/a"},{"type":"12","value":"30 Uhr: Beginn"}]
#   [...]: {"quote":"We stay."}
#   [She] will go.: {"quote":"We stay.","She":[]}
#   [The mayor] will go.: {"quote":"We stay.\n[The mayor] will go.\nSoon."}
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts archieml@0.5.0 >/dev/null
cat > look.mjs <<'JS'
import archieml from 'archieml';

const lines = (...all) => all.join('\n');
const story = lines('[+story]', 'Der Hafen bleibt zu.', 'https://example.org/a', '12:30 Uhr: Beginn', '[]');
console.log(`story: ${JSON.stringify(archieml.load(story).story)}`);
for (const line of ['[...]', '[She] will go.', '[The mayor] will go.'])
  console.log(`${line}: ${JSON.stringify(archieml.load(lines('quote: We stay.', line, 'Soon.', ':end')))}`);
JS
node look.mjs > seen.txt
cat > expected.txt <<'TXT'
story: [{"type":"text","value":"Der Hafen bleibt zu."},{"type":"https","value":"//example.org/a"},{"type":"12","value":"30 Uhr: Beginn"}]
[...]: {"quote":"We stay."}
[She] will go.: {"quote":"We stay.","She":[]}
[The mayor] will go.: {"quote":"We stay.\n[The mayor] will go.\nSoon."}
TXT
cat seen.txt; diff expected.txt seen.txt
