#!/usr/bin/env bash
# @wordpress/autop 4.56.0 (npm): plain text with blank lines is made paragraphs, as WordPress' editor does with old posts.
#
# Expected: a blank line ends a paragraph, wherever it stands.
#
# What happens: from a less-than sign to the next greater-than sign everything is taken for one tag, over any number of
# paragraphs and whatever stands behind the sign, a blank included. Blank lines in it make no paragraphs; where no
# greater-than sign follows, that goes on to the text's end. A river's level "below" in one paragraph and "above" in
# another is enough.
#
# Output seen (paragraphs):
#   2 Pegel unter 2 Meter. / Pegel über 3 Meter.
#   1 Pegel < 2 Meter. / Pegel > 3 Meter.
#   1 Pegel < 2 Meter. / Danach sinkt er. / Pegel > 3 Meter.
#   2 Pegel > 3 Meter. / Pegel < 2 Meter.
#   1 Pegel < 2 Meter. / Danach sinkt er.
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @wordpress/autop@4.56.0 >/dev/null
cat > look.mjs <<'JS'
import { autop } from '@wordpress/autop';

for (const paragraphs of [
  ['Pegel unter 2 Meter.', 'Pegel über 3 Meter.'],
  ['Pegel < 2 Meter.', 'Pegel > 3 Meter.'],
  ['Pegel < 2 Meter.', 'Danach sinkt er.', 'Pegel > 3 Meter.'],
  ['Pegel > 3 Meter.', 'Pegel < 2 Meter.'],
  ['Pegel < 2 Meter.', 'Danach sinkt er.'],
])
  console.log(autop(paragraphs.join('\n\n')).match(/<p>/g).length, paragraphs.join(' / '));
JS
node look.mjs > seen.txt
cat > expected.txt <<'TXT'
2 Pegel unter 2 Meter. / Pegel über 3 Meter.
1 Pegel < 2 Meter. / Pegel > 3 Meter.
1 Pegel < 2 Meter. / Danach sinkt er. / Pegel > 3 Meter.
2 Pegel > 3 Meter. / Pegel < 2 Meter.
1 Pegel < 2 Meter. / Danach sinkt er.
TXT
cat seen.txt; diff expected.txt seen.txt
