// What agencies, press offices and publishing systems write around a text: embargoes, slug lines, notes to editors,
// contacts, end marks, shortcodes. All of it is left out at first, and shown as left out.
import { slugSchema } from '../slug-schema.ts';
import { embargoDate } from './embargo-date.ts';
import type { Found, FoundFile } from './found.ts';
import { inlineText } from './inline.ts';
import type { FoundFacts, LeftOutReason } from './pieces.ts';

/** The file with what is no part of the article marked, and with the embargo and the slug that such lines name. */
export function withNotices(file: FoundFile): FoundFile {
  const facts: FoundFacts = {};
  let block: LeftOutReason | null = null;
  /** How many lines of text there were; a slug line stands above them all. */
  let texts = 0;
  const found = file.found.map((one, index): Found => {
    if (one.leftOut) return one;
    const text = one.type === 'line' ? inlineText(one.inline).trim() : '';
    const rest = file.found.slice(index + 1);
    block ??= one.type === 'line' && texts > 0 && beginsService(text, rest) ? 'service-note' : null;
    const reason =
      block ?? (one.type === 'line' ? noticeIn(text, { first: texts === 0, more: rest.length > 0 }) : null);
    if (one.type === 'line' && reason === null) texts += 1;
    if (reason === 'embargo-line') facts.embargo ??= embargoDate(text) ?? undefined;
    if (reason === 'slug-line') facts.slug ??= slugIn(text);
    return reason === null ? one : { ...one, leftOut: reason };
  });
  // A file of nothing but notices is an article about them.
  if (texts === 0) return file;
  return { ...file, found, facts: { ...known(facts), ...file.facts } };
}

function known({ embargo, slug }: FoundFacts): FoundFacts {
  return { ...(embargo === undefined ? {} : { embargo }), ...(slug === undefined ? {} : { slug }) };
}

function noticeIn(text: string, { first, more }: { first: boolean; more: boolean }): LeftOutReason | null {
  if (text.length > 300) return null;
  if (embargo.test(text)) return 'embargo-line';
  if (first && more && slugLine.test(text)) return 'slug-line';
  if (isEndMark(text)) return 'end-mark';
  if (agencyNote.test(text) || editorsNote.test(text) || agencySign.test(text)) return 'agency-note';
  return shortcode.test(text) ? 'shortcode' : null;
}

const embargo =
  /^\W*(?:sperrfrist|embargo(?:ed)?\b(?=\s*(?:[:–—-]|until|till|bis|for|\d|$))|not for (?:release|publication) (?:before|until)|hold for release|frei(?:gegeben)? ab\b)/iu;

/** `FERRY-RETURNS`, `BC-US--Ferry Returns`, `Verkehr/Fähren/`, or a line that says that it is one. */
const slugLine =
  /^(?:[A-ZÄÖÜ][A-ZÄÖÜ\d]*(?:[-_/]+[A-ZÄÖÜ\d]+)+|BC-[\p{L}\d]+-[^.!?]{1,60}|(?:\p{Lu}[\p{L}\d]+\/){2,}|(?:slug|stichwort(?:e|zeile)?)\s*:\s*\S.{0,80})$/u;

const endMark =
  /^(?:[-–—]+\s*30\s*[-–—]+|#\s*#\s*#[#\s]*|<{1,3}\s*(?:ends?|ende|more|mehr)\s*>{1,3}|\((?:more|mehr|ends?|ende|schluss)\)|[-–—]{2}|\d{6}\s+[a-z]{3}\s+\d{2}|[a-z]{2,5}-[a-z]{2}-\d{2}-\d{2}-\d{2}\s+\d{4}[a-z]{3,4})$/i;
/** Whether a line only says that the text ends, or that more of it follows. */
export function isEndMark(text: string): boolean {
  return endMark.test(text) || endWord.test(text);
}

/** In capitals alone: `Ende` may be a subheading. */
const endWord = /^[-–—*+\s]*(?:ENDS?|ENDE|MORE|SCHLUSS)[-–—*+\s]*$/;

const kinds =
  `eilmeldung|eil|blitz|vorab(?:meldung)?|korrektur|berichtigung|breaking(?: news)?|urgent|flash|alert|bulletin|
  advisory|correction|update|press(?:e)?mitteilung|presse-?info(?:rmation)?|medienmitteilung|medieninformation|
  press release|news release|media release|for immediate release|zur sofortigen veröffentlichung|with photos?|
  mit (?:foto|bild)s?`.replace(/\s*\n\s*/g, '');
const agencyNote = new RegExp(
  `^(?:\\+{2,}\\s*(?:${kinds})(?:\\s*[:/–-]\\s*(?:${kinds}))*\\s*\\+{2,}|\\W*(?:${kinds})\\W*)$`,
  'iu',
);
const editorsNote =
  /^[[(](?:eds?|editors?(?:['’]s?)?(?: note)?|note to editors|anm(?:erkung|\.)? (?:d\.|der) red(?:aktion|\.)?|hinweis(?: an die redaktion)?|achtung)\b[^\])]*[\])]$/iu;
/** `dpa mbe xx n1 gs`, under which an agency names who worked on the text. */
const agencySign = /^(?:dpa|dpa-\w+|apa|afp|epd|kna|sid|ap)(?:\/\w+)?(?: [a-zäöü]{1,4}\d?){1,6}$/u;

/** Signs for publishing systems, alone on their line. */
const shortcode =
  /^(?:\[{1,2}_?toc_?\]{1,2}|\{\{[<%].*[%>]\}\}|\{%.*%\}|:{3,}.*|\[\/?(?:gallery|caption|embed|video|audio|playlist|shortcode|sidebar|ad)\b[^\]]*\]|\[\w[\w-]*(?:\s+[\w-]+=(?:"[^"]*"|'[^']*'|[^\s\]]+))+\s*\/?\]|\[\/\w[\w-]*\])$/iu;

const serviceTitle =
  /^\W*(?:(?:dpa-?)?notizblock|redaktionelle(?:r)? hinweise?|hinweise? (?:an|für) (?:die )?redaktion(?:en)?|pressekontakt|presseanfragen|medienkontakt|kontakt für (?:die )?(?:presse|medien|rückfragen)|media (?:contacts?|enquiries|inquiries)|press (?:contacts?|enquiries|office)|notes? (?:to|for) editors?)\s*:?(?:\s.*)?$/iu;
const notForPublication =
  /^\W*(?:(?:die |the )?(?:folgenden|nachfolgenden|following) (?:informationen|information) (?:sind|is) )?(?:nicht (?:zur|für die) veröffentlichung|not (?:intended )?for publication)\b/iu;
const contactTitle =
  /^\W*(?:kontakt(?:daten)?|ansprechpartner(?:in(?:nen)?)?|rückfragen(?: an)?|contacts?|(?:for )?(?:more|further) information)\b.{0,60}$/iu;
const contact = /\S@\S+\.\S|(?:\+|\b0)\d[\d\s/()–-]{5,}\d|https?:\/\/|\bwww\./u;

/** Whether from here on there are notes for editors and contacts. A short title needs what looks like a contact below. */
function beginsService(text: string, rest: readonly Found[]): boolean {
  if (text.length > 200) return false;
  if (serviceTitle.test(text) || notForPublication.test(text)) return true;
  const below = rest.flatMap((one) => (one.type === 'line' ? [inlineText(one.inline)] : []));
  return contactTitle.test(text) && below.length <= 8 && [text, ...below].some((one) => contact.test(one));
}

function slugIn(text: string): string | undefined {
  const slug = text
    .replace(/^(?:slug|stichwort(?:e|zeile)?)\s*:\s*/i, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return slugSchema.safeParse(slug).success ? slug : undefined;
}
