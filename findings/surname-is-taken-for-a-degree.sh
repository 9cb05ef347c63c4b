#!/usr/bin/env bash
# @citation-js/name 0.4.2 (npm; it reads the authors of Citation.js) on names as bylines write them.
#
# Expected: of two words the first is the given name and the second the surname, also where the surname has the letters of a
# degree or a generation, as the Chinese Ma and the Vietnamese Do have.
#
# What happens: the endings are compared without regard to capitals, so such a surname counts as "MA" (master of arts), "DO"
# (doctor of osteopathy), "Ret" (retired) or "V" (the fifth). The given name then becomes the surname and the ending is
# thrown away: the person is a namesake of everybody called Linh. With a second given name the surname becomes a suffix.
# Where the surname stands first and a comma behind it, all is right.
#
# Output seen:
#   Linh Do -> {"family":"Linh"} -> Linh
#   Eva Ma -> {"family":"Eva"} -> Eva
#   Eva Mai -> {"given":"Eva","family":"Mai"} -> Eva Mai
#   Anna Maria Ma -> {"given":"Anna","suffix":"Ma","family":"Maria"} -> Anna Ma Maria
#   Do, Linh -> {"given":"Linh","family":"Do"} -> Linh Do
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @citation-js/name@0.4.2 >/dev/null
cat > look.mjs <<'JS'
import names from '@citation-js/name';

for (const text of ['Linh Do', 'Eva Ma', 'Eva Mai', 'Anna Maria Ma', 'Do, Linh']) {
  const name = names.parse(text);
  console.log(`${text} -> ${JSON.stringify(name)} -> ${names.format(name)}`);
}
JS
node look.mjs > seen.txt
cat > expected.txt <<'TXT'
Linh Do -> {"family":"Linh"} -> Linh
Eva Ma -> {"family":"Eva"} -> Eva
Eva Mai -> {"given":"Eva","family":"Mai"} -> Eva Mai
Anna Maria Ma -> {"given":"Anna","suffix":"Ma","family":"Maria"} -> Anna Ma Maria
Do, Linh -> {"given":"Linh","family":"Do"} -> Linh Do
TXT
cat seen.txt; diff expected.txt seen.txt
