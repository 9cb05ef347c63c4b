#!/usr/bin/env bash
# node 24.21.0 (ICU 78.3, time zones 2026c)
#
# Expected: `Intl.supportedValuesOf('timeZone')`, which a form offers its choices from, has UTC and the names that the IANA
# database gives places today, as `new Intl.DateTimeFormat(undefined, { timeZone })` takes them.
# Happens: UTC is missing, and places stand under names that were given up up to thirty years ago: Europe/Kiev, Asia/Calcutta,
# Asia/Saigon. Whoever looks for Kyiv or Kolkata in such a form finds nothing, and a saved "Europe/Kyiv" is not among the
# choices. Asked what it made of a zone, it also answers "Asia/Calcutta" for Asia/Kolkata and "America/Panama" for EST.
# Output seen:
#   UTC: listed false, taken as UTC
#   Europe/Kyiv: listed false, taken as Europe/Kiev
#   Asia/Kolkata: listed false, taken as Asia/Calcutta
#   Asia/Ho_Chi_Minh: listed false, taken as Asia/Saigon
#   EST: listed false, taken as America/Panama
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts=false node@24.21.0
cat >try.mjs <<'JS'
const listed = Intl.supportedValuesOf('timeZone');
for (const timeZone of ['UTC', 'Europe/Kyiv', 'Asia/Kolkata', 'Asia/Ho_Chi_Minh', 'EST']) {
  const taken = new Intl.DateTimeFormat(undefined, { timeZone }).resolvedOptions().timeZone;
  console.log(`${timeZone}: listed ${listed.includes(timeZone)}, taken as ${taken}`);
}
JS
said=$(node_modules/.bin/node try.mjs)
echo "$said"
[ "$said" = "UTC: listed false, taken as UTC
Europe/Kyiv: listed false, taken as Europe/Kiev
Asia/Kolkata: listed false, taken as Asia/Calcutta
Asia/Ho_Chi_Minh: listed false, taken as Asia/Saigon
EST: listed false, taken as America/Panama" ]
