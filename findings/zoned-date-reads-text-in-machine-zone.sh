#!/usr/bin/env bash
# @date-fns/tz 1.5.0
#
# Expected: `new TZDate('2026-10-25T12:00:00', 'Europe/Berlin')` is noon in Berlin, as the same date given in numbers is.
# Happens: the text is read in the zone of the machine, so a schedule that an editor typed moves with the server: on one in
# UTC it is 13:00 in Berlin, on one in New York 17:00. Numbers are read in the zone that was asked for.
# Output seen:
#   machine in UTC: text 13:00, numbers 12:00
#   machine in America/New_York: text 17:00, numbers 12:00
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @date-fns/tz@1.5.0
cat >try.mjs <<'JS'
import { TZDate } from '@date-fns/tz';

const hour = (date) => date.toISOString().slice(11, 16);
const text = hour(new TZDate('2026-10-25T12:00:00', 'Europe/Berlin'));
const numbers = hour(new TZDate(2026, 9, 25, 12, 'Europe/Berlin'));
console.log(`machine in ${process.env.TZ}: text ${text}, numbers ${numbers}`);
JS
said=$(TZ=UTC node try.mjs && TZ=America/New_York node try.mjs)
echo "$said"
[ "$said" = "machine in UTC: text 13:00, numbers 12:00
machine in America/New_York: text 17:00, numbers 12:00" ]
