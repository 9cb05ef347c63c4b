// The time until which a text must not be published, as German and English agencies write it.

const months: Record<string, number | undefined> = {};
for (const [index, names] of [
  'januar jänner january jan',
  'februar february feb',
  'märz maerz march mar mär',
  'april apr',
  'mai may',
  'juni june jun',
  'juli july jul',
  'august aug',
  'september sept sep',
  'oktober october okt oct',
  'november nov',
  'dezember december dez dec',
].entries())
  for (const name of names.split(' ')) months[name] = index + 1;

const zones: Record<string, string | undefined> = {
  utc: 'Z',
  gmt: 'Z',
  z: 'Z',
  mez: '+01:00',
  cet: '+01:00',
  mesz: '+02:00',
  cest: '+02:00',
  bst: '+01:00',
  est: '-05:00',
  edt: '-04:00',
  cst: '-06:00',
  cdt: '-05:00',
  pst: '-08:00',
  pdt: '-07:00',
};

/**
 * The time in a line such as `Sperrfrist: 1. Juni 2026, 06:00 Uhr` or `EMBARGOED UNTIL June 1, 2026, 6 a.m. EDT`, in ISO
 * 8601: without a zone where the line names none, the day alone where it names no hour. Null without a whole date.
 * A midnight that belongs to two days is the later one: too late harms nobody.
 */
export function embargoDate(line: string): string | null {
  const text = line.toLowerCase();
  const day = dayIn(text);
  if (day === null) return null;
  const { date, rest } = day;
  const time = timeIn(rest);
  if (time === null) return date;
  return time === '24:00' ? `${dayAfter(date)}T00:00${zoneIn(rest)}` : `${date}T${time}${zoneIn(rest)}`;
}

function dayAfter(date: string): string {
  return new Date(Date.parse(`${date}T00:00Z`) + 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
}

function dayIn(text: string): { date: string; rest: string } | null {
  const forms: [RegExp, (parts: string[]) => [string, number | undefined, string]][] = [
    [/(\d{4})-(\d{1,2})-(\d{1,2})/, ([y = '', m, d = '']) => [y, Number(m), d]],
    [/(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})/, ([d = '', m, y = '']) => [y, Number(m), d]],
    [
      /(\d{1,2})(?:\.|st|nd|rd|th)?\s+(\p{L}+)\.?,?\s+(\d{4})/u,
      ([d = '', m = '', y = '']) => [y, months[m], d],
    ],
    [/(\p{L}+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})/u, ([m = '', d = '', y = '']) => [y, months[m], d]],
  ];
  for (const [form, parts] of forms) {
    const found = form.exec(text);
    if (!found) continue;
    const [year, month, dayOfMonth] = parts(found.slice(1));
    if (month === undefined || month < 1 || month > 12) continue;
    const date = `${year}-${String(month).padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}`;
    const time = new Date(`${date}T00:00Z`);
    if (Number.isNaN(time.getTime()) || time.toISOString().slice(0, 10) !== date) continue;
    return { date, rest: `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}` };
  }
  return null;
}

/** As `06:30`; `24:00` for the midnight at the day's end. */
function timeIn(text: string): string | null {
  const [whole = '', hour, minute = '00', half = ''] =
    /(?<!\d)(\d{1,2})(?:[:.](\d{2}))?\s*(a\.?m\.?|p\.?m\.?|uhr|h\b)/.exec(text) ??
    /(?<!\d)(\d{1,2}):(\d{2})/.exec(text) ??
    [];
  if (hour === undefined) {
    if (/\b(?:noon|midday|mittags?)\b/.test(text)) return '12:00';
    return /\b(?:midnight|mitternacht)\b/.test(text) ? '24:00' : null;
  }
  const part = /^\s*(?:morgens|früh|vormittags|mittags|nachmittags|abends|nachts)/.exec(
    text.slice(text.indexOf(whole) + whole.length),
  );
  const hours = hoursOf(Number(hour), half, part?.[0].trim() ?? '');
  if (hours > 24 || (hours === 24 && minute !== '00') || Number(minute) > 59) return null;
  return `${String(hours).padStart(2, '0')}:${minute}`;
}

/** The hour of the day that is meant by one on a clock's face, with what stands behind it. */
function hoursOf(hour: number, half: string, partOfDay: string): number {
  if (half.startsWith('p')) return (hour % 12) + 12;
  if (half.startsWith('a')) return hour % 12;
  if (partOfDay === 'nachts' && hour === 12) return 24;
  return hour < 12 && /^(?:nachmittags|abends)$/.test(partOfDay) ? hour + 12 : hour;
}

function zoneIn(text: string): string {
  const [, hours, minutes = '00'] = /(?:utc|gmt)\s*([+-]\d{1,2})(?::?(\d{2}))?/.exec(text) ?? [];
  if (hours !== undefined) return `${hours[0]}${hours.slice(1).padStart(2, '0')}:${minutes}`;
  const name = text.match(/\p{L}+/gu)?.find((word) => zones[word] !== undefined && word !== 'z');
  return name === undefined ? '' : (zones[name] ?? '');
}
