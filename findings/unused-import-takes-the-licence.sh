#!/usr/bin/env bash
# @biomejs/biome 2.6.8, `lint --write --unsafe` with the rule noUnusedImports
#
# Expected: the fix of an unused import takes out the import. A comment at the head of a file, which says what the file is or who
# may use it, stays.
# Happens: a comment right above the first import goes with it, be it of `//` or `/** */`, also where other imports follow. With an
# empty line between the two it stays. The report counts a fixed file and says nothing of the comment.
# Output seen:
#   right above: 0 of 1 licence lines left
#   block comment, one import left: 0 of 1 licence lines left
#   an empty line between: 1 of 1 licence lines left
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @biomejs/biome@2.6.8
cat >above.ts <<'TS'
// Licence: MIT, the Harbor Gazette.
import { readFileSync } from 'node:fs';

export const words = (text: string) => text.split(' ').length;
TS
cat >block.ts <<'TS'
/** Licence: MIT, the Harbor Gazette. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const place = (name: string) => join('stories', name);
TS
cat >apart.ts <<'TS'
// Licence: MIT, the Harbor Gazette.

import { readFileSync } from 'node:fs';

export const words = (text: string) => text.split(' ').length;
TS
npx biome lint --write --unsafe --only=correctness/noUnusedImports . >/dev/null 2>&1
said() { echo "$1: $(grep -c Licence "$2" || true) of 1 licence lines left"; }
found=$(
  said 'right above' above.ts
  said 'block comment, one import left' block.ts
  said 'an empty line between' apart.ts
)
echo "$found"
[ "$found" = "$(printf '%s\n' 'right above: 0 of 1 licence lines left' \
  'block comment, one import left: 0 of 1 licence lines left' 'an empty line between: 1 of 1 licence lines left')" ]
