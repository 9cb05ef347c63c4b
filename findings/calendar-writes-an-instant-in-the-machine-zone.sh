#!/usr/bin/env bash
# ical-generator 11.1.2 (npm): a calendar of embargoes, whose times are instants (`Date`), for readers in Berlin.
#
# Expected: 05:00 UTC on 1 December is 06:00 in Berlin. RFC 5545, 3.3.5 has it as "20261201T050000Z" or as "20261201T060000"
# with TZID=Europe/Berlin; DTSTAMP must be in UTC (3.8.7.2).
#
# What happens: without a zone it is right. With one, the hour of the machine is written under the name of that zone, so on a
# server in UTC an embargo ends an hour early, and on one in New York six hours early. A zone for the whole calendar is
# named in no time at all: its times float, so each reader's calendar shows another instant, and DTSTAMP does too.
#
# Output seen (machine, where the zone is given):
#   UTC, none: DTSTART:20261201T050000Z, DTSTAMP in UTC
#   UTC, event: DTSTART;TZID=Europe/Berlin:20261201T050000, DTSTAMP in UTC
#   UTC, calendar: DTSTART:20261201T050000, DTSTAMP floating
#   America/New_York, none: DTSTART:20261201T050000Z, DTSTAMP in UTC
#   America/New_York, event: DTSTART;TZID=Europe/Berlin:20261201T000000, DTSTAMP in UTC
#   America/New_York, calendar: DTSTART:20261201T000000, DTSTAMP floating
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts ical-generator@11.1.2 >/dev/null
cat > look.mjs <<'JS'
import ical from 'ical-generator';

const zone = { timezone: 'Europe/Berlin' };
for (const [name, ofCalendar, ofEvent] of [
  ['none', {}, {}],
  ['event', {}, zone],
  ['calendar', zone, {}],
]) {
  const calendar = ical(ofCalendar);
  calendar.createEvent({ start: new Date('2026-12-01T05:00:00Z'), summary: 'Embargo', ...ofEvent });
  const lines = calendar.toString().split('\r\n');
  const start = lines.find((line) => line.startsWith('DTSTART'));
  const stamp = lines.find((line) => line.startsWith('DTSTAMP')).endsWith('Z') ? 'in UTC' : 'floating';
  console.log(`${process.env.TZ}, ${name}: ${start}, DTSTAMP ${stamp}`);
}
JS
{ TZ=UTC node look.mjs; TZ=America/New_York node look.mjs; } > seen.txt
cat > expected.txt <<'TXT'
UTC, none: DTSTART:20261201T050000Z, DTSTAMP in UTC
UTC, event: DTSTART;TZID=Europe/Berlin:20261201T050000, DTSTAMP in UTC
UTC, calendar: DTSTART:20261201T050000, DTSTAMP floating
America/New_York, none: DTSTART:20261201T050000Z, DTSTAMP in UTC
America/New_York, event: DTSTART;TZID=Europe/Berlin:20261201T000000, DTSTAMP in UTC
America/New_York, calendar: DTSTART:20261201T000000, DTSTAMP floating
TXT
cat seen.txt; diff expected.txt seen.txt
