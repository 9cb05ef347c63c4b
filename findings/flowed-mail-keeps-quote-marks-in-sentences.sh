#!/usr/bin/env bash
# postal-mime 4.0.0 (npm) on a valid text/plain; format=flowed message (RFC 3676) that quotes a press release.
#
# Expected: soft line breaks of quoted paragraphs are taken back like those of others. RFC 3676, 4.5 has the quote marks
# of each line taken off and counted first, and lines of the same depth joined after that.
#
# What happens: unquoted lines are joined, and quoted ones too, but their marks stay where the lines met: each former line
# leaves a ">" in the middle of the sentence, which no later step can tell from a ">" that somebody wrote. mailparser 3.14.2
# joins them rightly.
#
# Output seen:
#   postal-mime: "> The ferries return > to the harbor > at dawn."
#   mailparser: "> The ferries return to the harbor at dawn."
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts postal-mime@4.0.0 mailparser@3.14.2 >/dev/null
cat > look.mjs <<'JS'
import { simpleParser } from 'mailparser';
import PostalMime from 'postal-mime';

const message = [
  'From: press@example.org',
  'To: desk@example.org',
  'Subject: Fwd: Ferries',
  'MIME-Version: 1.0',
  'Content-Type: text/plain; charset=utf-8; format=flowed',
  '',
  '> The ferries return ',
  '> to the harbor ',
  '> at dawn.',
  '',
].join('\r\n');
console.log(`postal-mime: ${JSON.stringify((await PostalMime.parse(message)).text.trim())}`);
console.log(`mailparser: ${JSON.stringify((await simpleParser(message)).text.trim())}`);
JS
node look.mjs | tee seen
grep -qxF 'postal-mime: "> The ferries return > to the harbor > at dawn."' seen
grep -qxF 'mailparser: "> The ferries return to the harbor at dawn."' seen
