#!/usr/bin/env bash
# feed 6.0.0
#
# Expected: of an item with two authors and a JPEG as enclosure, all three formats tell both authors and the type that was
# given; JSON Feed is of version 1.1, which has a list `authors`.
# Happens: JSON Feed says version 1 and names the first author only, without the enclosure. Atom writes the type
# `image/jpg`, which is no media type, made from the ending of the address; the type that was given is not used. RSS is right.
# Output seen:
#   json: https://jsonfeed.org/version/1, authors: Ann, attachments: 0
#   atom: image/jpg
#   rss: image/jpeg
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund feed@6.0.0
cat >try.mjs <<'JS'
import { Feed } from 'feed';

const feed = new Feed({ title: 'News', id: 'https://x.example/', link: 'https://x.example/', updated: new Date(0) });
feed.addItem({
  title: 'Ferry',
  id: 'tag:x.example,2026:1',
  link: 'https://x.example/ferry',
  date: new Date(0),
  author: [{ name: 'Ann' }, { name: 'Ben' }],
  enclosure: { url: 'https://x.example/ferry.jpg', length: 12, type: 'image/jpeg' },
});
const json = JSON.parse(feed.json1());
const [item] = json.items;
const authors = (item.authors ?? [item.author]).map(({ name }) => name).join(', ');
const typeIn = (xml) => /enclosure[^>]*type="([^"]+)"/.exec(xml)?.[1];
const said = [
  `json: ${json.version}, authors: ${authors}, attachments: ${item.attachments?.length ?? 0}`,
  `atom: ${typeIn(feed.atom1())}`,
  `rss: ${typeIn(feed.rss2())}`,
].join('\n');
console.log(said);
const expected = `json: https://jsonfeed.org/version/1, authors: Ann, attachments: 0
atom: image/jpg
rss: image/jpeg`;
process.exit(said === expected ? 0 : 1);
JS
node try.mjs
