#!/usr/bin/env bash
# planer 1.2.0 and email-reply-parser 2.3.7 (npm) take the quoted part off a mail; the mail is a press release that quotes nobody.
#
# Expected: with no ">" before a line and no earlier mail below, all of a mail's own words stay. "On <day> <somebody> wrote:"
# is the head of a quotation where an address or quoted lines follow, and otherwise a sentence of a story.
#
# What happens: planer ends the mail at such a sentence, in German too, and at a contact line "Von: <name>": the statement and
# everything behind it are gone, and nothing says so. email-reply-parser does the same with the English sentence; it also
# ends the mail at a paragraph that begins with "Sent from", as signatures of phones do, and at a line of two dashes.
#
# Output seen (words kept of words sent):
#   On Tuesday the mayor wrote: planer 4 of 23, email-reply-parser 4 of 23
#   Am Dienstag schrieb der Rat: planer 1 of 15, email-reply-parser 15 of 15
#   Von: planer 6 of 15, email-reply-parser 15 of 15
#   Sent from the harbor: planer 18 of 18, email-reply-parser 3 of 18
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts planer@1.2.0 email-reply-parser@2.3.7 >/dev/null
cat > look.mjs <<'JS'
import EmailReplyParser from 'email-reply-parser';
import planer from 'planer';

const mails = {
  'On Tuesday the mayor wrote': [
    'Harbor to be deepened',
    'On Tuesday, November 3, 2026, the mayor wrote:',
    'Work begins in spring. The council votes in May.',
    'More below.',
  ],
  'Am Dienstag schrieb der Rat': [
    'Hafen',
    'Am 3. November 2026 schrieb der Rat:',
    'Die Arbeiten beginnen im Frühjahr. Mehr dazu.',
  ],
  Von: [
    'Der Hafen wird im Frühjahr vertieft.',
    'Von: Anna Adler',
    'Der Rat stimmt im Mai ab.',
  ],
  'Sent from the harbor': [
    'The work begins.',
    'Sent from the harbor, goods reach the town by noon.',
    'The council votes.',
    'In May.',
  ],
};
const words = (text) => text.split(/\s+/).filter(Boolean).length;
for (const [name, paragraphs] of Object.entries(mails)) {
  const mail = `${paragraphs.join('\n\n')}\n`;
  const first = words(planer.extractFrom(mail, 'text/plain'));
  const second = words(new EmailReplyParser().read(mail).getVisibleText());
  console.log(`${name}: planer ${first} of ${words(mail)}, email-reply-parser ${second} of ${words(mail)}`);
}
JS
node look.mjs > seen.txt
cat > expected.txt <<'TXT'
On Tuesday the mayor wrote: planer 4 of 23, email-reply-parser 4 of 23
Am Dienstag schrieb der Rat: planer 1 of 15, email-reply-parser 15 of 15
Von: planer 6 of 15, email-reply-parser 15 of 15
Sent from the harbor: planer 18 of 18, email-reply-parser 3 of 18
TXT
cat seen.txt; diff expected.txt seen.txt
