#!/usr/bin/env bash
# hyphen 1.14.1 (its German patterns)
#
# Expected: a function that hyphenates HTML for reading leaves addresses and the content of `code` as they are.
# Happens: the host and the path of an address that stands in the text get soft hyphens, and so does code: who copies either
# has something that leads nowhere. Hyphenation by the browser (CSS `hyphens`) changes no text.
# Output seen (with | for the soft hyphen):
#   <p>https://bei|spiel.ex|am|p|le/nach|rich|ten <code>zei|len|wei|se()</code></p>
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund hyphen@1.14.1
cat >try.mjs <<'JS'
import german from 'hyphen/de/index.js';

const page = '<p>https://beispiel.example/nachrichten <code>zeilenweise()</code></p>';
const written = german.hyphenateHTMLSync(page, { hyphenChar: '|' });
console.log(written);
process.exit(written === '<p>https://bei|spiel.ex|am|p|le/nach|rich|ten <code>zei|len|wei|se()</code></p>' ? 0 : 1);
JS
node try.mjs
