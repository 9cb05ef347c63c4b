#!/usr/bin/env bash
# @wordpress/url 4.56.0 (npm): cleanForSlug, which shows the address that a post will get.
#
# Expected: as its description says, letters of the Latin-1 supplement become basic Latin letters.
#
# What happens: umlauts, ae and thorn do, the German sharp s does not, so an address is half in ASCII: "große". The capital
# sharp s is made small and stays too. The vulgar fractions of the same block count as letters or numbers and stay as well.
#
# Output seen:
#   Größe -> große
#   Straße -> straße
#   GROẞ -> groß
#   Ærø -> aero
#   3½ Jahre -> 3½-jahre
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @wordpress/url@4.56.0 >/dev/null
cat > look.mjs <<'JS'
import { cleanForSlug } from '@wordpress/url';

for (const title of ['Größe', 'Straße', 'GROẞ', 'Ærø', '3½ Jahre']) console.log(`${title} -> ${cleanForSlug(title)}`);
JS
node look.mjs > seen.txt
cat > expected.txt <<'TXT'
Größe -> große
Straße -> straße
GROẞ -> groß
Ærø -> aero
3½ Jahre -> 3½-jahre
TXT
cat seen.txt; diff expected.txt seen.txt
