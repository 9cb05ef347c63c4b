#!/usr/bin/env bash
# robots-parser 3.0.1
#
# Expected: crawlers whose names stand one after the other share the rules below them, whatever other lines stand between the
# names. RFC 9309, section 2.2.4: lines that the protocol does not define must not interfere with those that it does, and a
# Sitemap line must not end a group.
# Happens: any line but an empty one or a remark between two names ends the group of the first, which is then held by no rule at
# all. A newsroom that puts the opt-out of AI training (`Content-Usage`, draft-ietf-aipref-attach) or a sitemap below each
# name frees all crawlers but the last from its `Disallow` lines.
# Output seen, for the first of two crawlers and a path that both are kept out of:
#   nothing between them: kept out
#   a remark: kept out
#   Sitemap: allowed
#   Content-Usage: allowed
#   Crawl-delay: allowed
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund robots-parser@3.0.1
cat >try.mjs <<'JS'
import robotsParser from 'robots-parser';

const between = {
  'nothing between them': [],
  'a remark': ['# the newsroom reserves its texts'],
  Sitemap: ['Sitemap: https://news.example/sitemap.xml'],
  'Content-Usage': ['Content-Usage: train-ai=n'],
  'Crawl-delay': ['Crawl-delay: 5'],
};
for (const [what, lines] of Object.entries(between)) {
  const file = ['User-agent: FirstBot', ...lines, 'User-agent: SecondBot', 'Disallow: /drafts/', ''].join('\n');
  const robots = robotsParser('https://news.example/robots.txt', file);
  const isAllowed = (name) => robots.isAllowed('https://news.example/drafts/one', name);
  if (isAllowed('SecondBot')) throw new Error('The second crawler is not kept out either.');
  console.log(`${what}: ${isAllowed('FirstBot') ? 'allowed' : 'kept out'}`);
}
JS
node try.mjs | tee seen.txt
cat >expected.txt <<'TXT'
nothing between them: kept out
a remark: kept out
Sitemap: allowed
Content-Usage: allowed
Crawl-delay: allowed
TXT
diff expected.txt seen.txt
