#!/usr/bin/env bash
# @tiptap/extension-collaboration 3.35.0 with @tiptap/y-tiptap 3.0.9 (npm), the newest that there is of it and what the extension's
# own peer range, ^3.0.7, asks for.
#
# Expected: as with 3.31.3, TypeScript refuses options for synchronizing and undoing that do not exist or are of another type.
#
# What happens: the declarations of 3.35.0 take the options' types by name from y-tiptap, which exports none of the names.
# Where declarations of packages are not checked (skipLibCheck, as most starters set it), these types silently become `any`:
# a number for the options, a word for the tracked origins and an unknown option all pass. Where they are checked, every
# project that imports the extension fails, whatever its own code says. Neither is seen when npm installs: the range fits.
#
# Output seen:
#   3.31.3 unchecked: 2 errors, in own code
#   3.35.0 unchecked: 0 errors
#   3.35.0 checked: 3 errors, in the package
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
cat > options.ts <<'TS'
import { Collaboration } from '@tiptap/extension-collaboration';
import { Doc } from 'yjs';
Collaboration.configure({ document: new Doc(), ySyncOptions: 42 });
Collaboration.configure({ document: new Doc(), yUndoOptions: { trackedOrigins: 'anything' } });
TS
look() { # version, skipLibCheck, words
  node_modules/.bin/tsc --noEmit --strict --module nodenext --target es2022 --skipLibCheck "$2" options.ts > errors.txt || true
  count=$(grep -c 'error TS' errors.txt || true)
  where=''
  if grep -q '^options.ts' errors.txt; then where=', in own code'; fi
  if grep -q '^node_modules' errors.txt; then where="$where, in the package"; fi
  echo "$1 $3: $count errors$where"
}
install() {
  rm -rf node_modules package-lock.json package.json
  npm init -y >/dev/null
  npm install --silent --no-audit --no-fund --ignore-scripts typescript@5.9.3 yjs@13.6.33 y-protocols@1.0.7 @tiptap/y-tiptap@3.0.9 \
    "@tiptap/core@$1" "@tiptap/pm@$1" "@tiptap/extension-collaboration@$1" >/dev/null
}
{
  install 3.31.3
  look 3.31.3 true unchecked
  install 3.35.0
  look 3.35.0 true unchecked
  look 3.35.0 false checked
} > seen.txt
cat > expected.txt <<'TXT'
3.31.3 unchecked: 2 errors, in own code
3.35.0 unchecked: 0 errors
3.35.0 checked: 3 errors, in the package
TXT
cat seen.txt; diff expected.txt seen.txt
