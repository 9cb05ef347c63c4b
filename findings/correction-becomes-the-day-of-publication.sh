#!/usr/bin/env bash
# @extractus/feed-extractor 8.0.3 (npm) reads a story of an Atom feed that was corrected after it was published.
#
# Expected: RFC 4287 gives an entry `published`, when it first appeared, and `updated`, when it last changed in a way that its
# publisher finds worth saying. A field called `published` is the former.
#
# What happens: `published` is the entry's `updated` wherever there is one, and the feed requires one: the true day of
# publication can't be had, and a story of August that is corrected in November is news of November. In a JSON Feed
# `date_published` is read rightly, so the same story has two days in one site's two feeds.
#
# Output seen:
#   Atom: 2026-11-20T09:00:00.000Z
#   Atom, other order: 2026-11-20T09:00:00.000Z
#   JSON Feed: 2026-08-03T09:00:00.000Z
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @extractus/feed-extractor@8.0.3 >/dev/null
cat > look.mjs <<'JS'
import { extractFromJson, extractFromXml } from '@extractus/feed-extractor';

const published = '2026-08-03T09:00:00Z';
const updated = '2026-11-20T09:00:00Z';
const atom = (dates) => `<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Coast</title>
  <id>tag:example.org,2026:feed</id><updated>${updated}</updated><link href="https://example.org/"/>
  <entry><title>Harbor</title><id>tag:example.org,2026:harbor</id><link href="https://example.org/harbor"/>${dates}
  <author><name>Ines Falk</name></author><summary>Deeper.</summary></entry></feed>`;
const first = `<published>${published}</published>`;
const last = `<updated>${updated}</updated>`;
const json = {
  version: 'https://jsonfeed.org/version/1.1',
  title: 'Coast',
  home_page_url: 'https://example.org/',
  items: [
    {
      id: 'tag:example.org,2026:harbor',
      url: 'https://example.org/harbor',
      title: 'Harbor',
      content_text: 'Deeper.',
      date_published: published,
      date_modified: updated,
    },
  ],
};
console.log('Atom:', extractFromXml(atom(first + last)).entries[0].published);
console.log('Atom, other order:', extractFromXml(atom(last + first)).entries[0].published);
console.log('JSON Feed:', extractFromJson(json).entries[0].published);
JS
node look.mjs > seen.txt
cat > expected.txt <<'TXT'
Atom: 2026-11-20T09:00:00.000Z
Atom, other order: 2026-11-20T09:00:00.000Z
JSON Feed: 2026-08-03T09:00:00.000Z
TXT
cat seen.txt; diff expected.txt seen.txt
