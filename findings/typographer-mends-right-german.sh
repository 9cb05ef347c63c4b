#!/usr/bin/env bash
# typograf 7.8.0 (npm) with its locale "de": plain German as it is typed at a desk.
#
# Expected: quotation marks become „ and “ in pairs; the forms "Leser:innen" and "10 %" (a blank before the sign, DIN 5008) are
# right as they are.
#
# What happens: of a quoted word in a compound ("Fähre"-Chefin, as German writes newspapers' and films' names) only the first
# mark is changed, so a typographic one opens and a typewriter's closes. A blank is put behind the colon of the gender
# form, and the blank before the percent sign is taken out: both rules are switched on for every locale.
#
# Output seen:
#   Die "Fähre" fährt. -> Die „Fähre“ fährt.
#   Die "Fähre"-Chefin -> Die „Fähre"-Chefin
#   alle Leser:innen -> alle Leser: innen
#   rund 10 % mehr -> rund 10% mehr
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts typograf@7.8.0 >/dev/null
cat > look.mjs <<'JS'
import Typograf from 'typograf';

const typographer = new Typograf({ locale: ['de'] });
for (const text of ['Die "Fähre" fährt.', 'Die "Fähre"-Chefin', 'alle Leser:innen', 'rund 10 % mehr'])
  console.log(`${text} -> ${typographer.execute(text).replaceAll('\u00a0', ' ')}`);
JS
node look.mjs > seen.txt
cat > expected.txt <<'TXT'
Die "Fähre" fährt. -> Die „Fähre“ fährt.
Die "Fähre"-Chefin -> Die „Fähre"-Chefin
alle Leser:innen -> alle Leser: innen
rund 10 % mehr -> rund 10% mehr
TXT
cat seen.txt; diff expected.txt seen.txt
