#!/usr/bin/env bash
# rrule 2.8.1 (npm): the plan of a newsletter in words, by `toText()`, as an editor is shown it before saving.
#
# Expected: `isFullyConvertibleToText()` answers whether the words say all that the rule does; where it says no, a program
# shows something else.
#
# What happens: it says yes to rules whose words leave something out. "The last working day of the month" reads as every
# working day, "Monday at 6:30" as "Monday at 6", and Good Friday as "every year". Nor does `fromText()` give back the same
# rule for such words, and it forgets the month of "every day in December", which the words do say.
#
# Output seen:
#   FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1 | every month on weekdays | fully: true
#   FREQ=WEEKLY;BYDAY=MO;BYHOUR=6;BYMINUTE=30 | every week on Monday at 6 | fully: true
#   FREQ=YEARLY;BYEASTER=-2 | every year | fully: true
#   FREQ=DAILY;BYMONTH=12 | every day in December | fully: true
#   every day in December -> FREQ=DAILY
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts rrule@2.8.1 >/dev/null
cat > look.mjs <<'JS'
import rrule from 'rrule';

const { RRule } = rrule;
for (const text of [
  'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
  'FREQ=WEEKLY;BYDAY=MO;BYHOUR=6;BYMINUTE=30',
  'FREQ=YEARLY;BYEASTER=-2',
  'FREQ=DAILY;BYMONTH=12',
]) {
  const rule = RRule.fromString(text);
  console.log(`${text} | ${rule.toText()} | fully: ${rule.isFullyConvertibleToText()}`);
}
const words = 'every day in December';
console.log(`${words} -> ${RRule.fromText(words).toString().replace('RRULE:', '')}`);
JS
node look.mjs > seen.txt
cat > expected.txt <<'TXT'
FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1 | every month on weekdays | fully: true
FREQ=WEEKLY;BYDAY=MO;BYHOUR=6;BYMINUTE=30 | every week on Monday at 6 | fully: true
FREQ=YEARLY;BYEASTER=-2 | every year | fully: true
FREQ=DAILY;BYMONTH=12 | every day in December | fully: true
every day in December -> FREQ=DAILY
TXT
cat seen.txt; diff expected.txt seen.txt
