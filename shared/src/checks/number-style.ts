// Numbers that are not written as the house writes them: signs in them by language, the space before a unit, small ones in words.
import type { Language } from '../language.ts';
import { type Span, sentencesIn } from './sentences.ts';

/** A number, with what would be written in its place; empty where only its author can say. */
export interface FoundNumber extends Span {
  instead: string;
}

/** What is found in the text of a paragraph, in its order; no two overlap. */
export function numbersOutOfStyle(text: string, language: Language): FoundNumber[] {
  const found = [
    ...wrongSigns(text, language),
    ...withoutSigns(text, language),
    ...beforeUnits(text, language),
    ...inFigures(text, language),
  ].sort((one, other) => one.from - other.from || other.to - one.to);
  return found.filter(({ from }, index) => found.slice(0, index).every((earlier) => earlier.to <= from));
}

const blank = '[ \\u00a0\\u202f]';
/** What stands before a number that is one by itself, and behind it: no sign that makes a date, a time, a score or a name of it. */
const alone = '(?<![\\p{L}\\p{N}.,:/_#§@+–-]|[\\p{N}][ \\u00a0\\u202f])';
const ended = '(?![\\p{L}\\p{N}_/@–-]|[.,:][\\p{L}\\p{N}])';

/** Behind a number that counts or measures something, and so is no chapter, version or time of day. */
const measured: Record<Language, string> = {
  de: '%|Prozent|Mio|Mrd|Millionen?|Milliarden?|Euro|€|Dollar|Franken|Meter|Kilometer|Zentimeter|Kilo|Kilogramm|Gramm|Tonnen?|Liter|Grad|Hektar|Stunden|Sekunden|Punkte|km|cm|mm|kg|ha|°C|Megawatt|Gigawatt|kWh|MW|GW',
  en: '%|percent|per cent|million|billion|euros?|dollars?|pounds?|meters?|metres?|kilometers?|kilometres?|miles?|inches|feet|kilos?|kilograms?|grams?|tons?|tonnes?|liters?|litres?|degrees|acres|hectares|hours|seconds|points|km|cm|mm|kg|ha|°C|megawatts?|gigawatts?|kWh|MW|GW',
};

/** The signs of the other language: "12,000" and "3.5 Prozent" in German, "12.000" and "3,5 percent" in English. */
function wrongSigns(text: string, language: Language): FoundNumber[] {
  const [decimal, thousands, wrong] = language === 'de' ? [',', '.', ','] : ['.', ',', '\\.'];
  const wrongDecimal = language === 'de' ? '\\.' : ',';
  // One group of three could be three decimals: round ones are not.
  const groups = `${alone}[1-9]\\d{0,2}(?:(?:${wrong}\\d{3})+${wrong}\\d{3}|${wrong}\\d00)${ended}`;
  const decimals = `${alone}\\d+${wrongDecimal}\\d{1,2}(?=${blank}?(?:${measured[language]})(?!\\p{L}))`;
  return [
    ...matchesOf(text, groups)
      .filter(({ quote }) => !isNetworkAddress(quote))
      .map(({ quote, ...span }) => ({ ...span, instead: quote.replace(/[.,]/gu, thousands) })),
    ...matchesOf(text, decimals).map(({ quote, ...span }) => ({
      ...span,
      instead: quote.replace(/[.,]/u, decimal),
    })),
  ];
}

function isNetworkAddress(quote: string): boolean {
  const parts = quote.split('.');
  return parts.length === 4 && parts.every((part) => Number(part) <= 255);
}

/** Before a figure that names something and counts nothing. */
const named = new RegExp(
  `(?<!\\p{L})(?:nr|no|\\p{L}*nummer|number|tel|telefon|telephone|phone|fax|durchwahl|ext|konto|account|az|aktenzeichen|id|iban|isbn|pin|wkn|hr[ab]|plz|zip|postleitzahl|postfach|box|\\p{L}*code|raum|zimmer|room|flug|flight)[.:]?${blank}*$`,
  'iu',
);

/** From five digits on: those of four are years as a rule, and of five only round ones, as others are postal codes too. */
function withoutSigns(text: string, language: Language): FoundNumber[] {
  const sign = language === 'de' ? '.' : ',';
  const long = `${alone}[1-9](?:\\d{2}00|\\d{5,8})${ended}`;
  return matchesOf(text, long)
    .filter(
      ({ from, to }) => !named.test(text.slice(0, from)) && !/^[ \u00a0\u202f]\p{N}/u.test(text.slice(to)),
    )
    .filter(({ quote, from }) => quote.length > 5 || !/\p{N}\p{L}?,[ \u00a0]*$/u.test(text.slice(0, from)))
    .map(({ quote, ...span }) => ({ ...span, instead: quote.replace(/\B(?=(?:\d{3})+$)/gu, sign) }));
}

const units = 'km\\/h|km|cm|mm|kg|mg|kWh|MWh|GWh|kW|MW|GW|ha|°C|MB|GB|TB';

/** "5 %" in German, "5%" in English, "5 km" in both. What goes on with a hyphen or letters is a word of another kind. */
function beforeUnits(text: string, language: Language): FoundNumber[] {
  const close = language === 'de' ? `(?:${units}|%|€)` : `(?:${units})`;
  const joined = matchesOf(text, `${alone}\\d[\\d.,]*${close}(?![\\p{L}\\p{N}/²³–-])`).map(
    ({ quote, ...span }) => ({ ...span, instead: quote.replace(/^([\d.,]+)/u, '$1\u00a0') }),
  );
  const apart =
    language === 'de'
      ? []
      : matchesOf(text, `${alone}\\d[\\d.,]*${blank}%(?![\\p{L}\\p{N}–-])`).map(({ quote, ...span }) => ({
          ...span,
          instead: quote.replace(/[ \u00a0\u202f]/gu, ''),
        }));
  return [...joined, ...apart];
}

const words: Record<Language, readonly string[]> = {
  // "ein", "eine" or "einen": the word behind it decides.
  de: ['', '', 'zwei', 'drei', 'vier', 'fünf', 'sechs', 'sieben', 'acht', 'neun', 'zehn', 'elf', 'zwölf'],
  en: ['', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'],
};

/** Words behind a small number that stays in figures: times of day, what is measured, months, results and comparisons. */
const staysBefore: Record<Language, RegExp> = {
  de: new RegExp(
    `^(?:${measured.de}|Uhr|Minuten?|Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|zu|bis|gegen|von|auf|und|oder|mal|plus|minus|Volt|Watt|Cent)(?!\\p{L})`,
    'u',
  ),
  en: new RegExp(
    `^(?:${measured.en}|a\\.?m|p\\.?m|o’clock|January|February|March|April|May|June|July|August|September|October|November|December|to|of|and|or|by|plus|minus|minutes?|cents?|volts?|watts?)(?!\\p{L})`,
    'u',
  ),
};

/** Small words that may stand before a number that counts, also at the beginning of a sentence. */
const counting: Record<Language, ReadonlySet<string>> = {
  de: new Set(
    'die der den dem nur etwa rund fast mit in bis für von nach vor seit über unter auch aber und oder mehr als diese dieser diesen alle ihre seine um zu es sind waren haben gibt wurden kamen starben'.split(
      ' ',
    ),
  ),
  en: new Set(
    'the only about some all with in for from after before since over under also but and or more than these those at least their his her nearly almost around into just were are have had killed injured'.split(
      ' ',
    ),
  ),
};

/** Up to twelve in words, where it counts things in running text and no other number stands in the sentence to compare with. */
function inFigures(text: string, language: Language): FoundNumber[] {
  return sentencesIn(text, language).flatMap((sentence) => {
    const said = text.slice(sentence.from, sentence.to);
    const others = said.match(/\p{N}+/gu) ?? [];
    if (others.length !== 1) return [];
    return matchesOf(said, `${alone}(?:[1-9]|1[0-2])(?=${blank}\\p{L}{3})`).flatMap(({ quote, from, to }) => {
      const before = /(\p{L}+)[ \u00a0\u202f]$/u.exec(said.slice(0, from))?.[1] ?? '';
      const behind = said.slice(to).trimStart();
      if (from > 0 && !counting[language].has(before.toLowerCase())) return [];
      if (staysBefore[language].test(behind)) return [];
      const word = words[language][Number(quote)] ?? '';
      const instead = from === 0 ? word.charAt(0).toUpperCase() + word.slice(1) : word;
      return [{ from: sentence.from + from, to: sentence.from + to, instead }];
    });
  });
}

function matchesOf(text: string, pattern: string): (Span & { quote: string })[] {
  return [...text.matchAll(new RegExp(pattern, 'gu'))].map(({ 0: quote, index }) => ({
    from: index,
    to: index + quote.length,
    quote,
  }));
}
