#!/usr/bin/env bash
# subtitle 4.2.2 and subsrt-ts 2.1.2 (npm), which read and convert captions of videos, on a WebVTT file as newsrooms get them
# from captioning services.
#
# Expected (W3C, WebVTT): a cue may have an identifier, which is any line of text without "-->", and its text writes an ampersand
# as "&amp;". A SubRip file has no such escapes, so after a conversion there stands the ampersand itself.
#
# What happens: subtitle takes an identifier only if it is a number; at "intro" it ends with an error, and the file is not
# read. subsrt-ts reads the file and takes the tags out, but not the escapes: the SubRip file that it writes shows "&amp;" on
# the screen, and its first cue bears the number 2, because the header was counted.
#
# Output seen:
#   subtitle, numbers: Ebbe &amp; Flut
#   subtitle, names: expected timestamp at row 3, but received: "intro"
#   subsrt-ts: 2 | 00:00:01,000 --> 00:00:03,000 | Ebbe &amp; Flut
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts subtitle@4.2.2 subsrt-ts@2.1.2 >/dev/null
cat > look.mjs <<'JS'
import { parseSync } from 'subtitle';
import subsrt from 'subsrt-ts';

const captions = (name) => `WEBVTT\n\n${name}\n00:01.000 --> 00:03.000\n<v Kim>Ebbe</v> &amp; Flut\n`;
const text = (name) => {
  try {
    const { data } = parseSync(captions(name)).find(({ type }) => type === 'cue');
    return data.text.replace(/<[^>]*>/g, '');
  } catch (error) {
    return error.message;
  }
};
console.log(`subtitle, numbers: ${text('1')}`);
console.log(`subtitle, names: ${text('intro')}`);
console.log(`subsrt-ts: ${subsrt.convert(captions('intro'), { format: 'srt' }).trim().split(/\s*\n/).join(' | ')}`);
JS
node look.mjs > seen.txt; cat seen.txt
cat > expected.txt <<'TXT'
subtitle, numbers: Ebbe &amp; Flut
subtitle, names: expected timestamp at row 3, but received: "intro"
subsrt-ts: 2 | 00:00:01,000 --> 00:00:03,000 | Ebbe &amp; Flut
TXT
diff expected.txt seen.txt
