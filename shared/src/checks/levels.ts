// How much each check counts: what a template leaves open is as it is here.

/** Not looked for; shown; shown with a sign; shown, and nothing is published before it is dealt with. */
export const checkLevels = ['off', 'inform', 'warn', 'block'] as const;
export type CheckLevel = (typeof checkLevels)[number];

const defaultLevels = {
  'headline-long': 'inform',
  'headline-stop': 'warn',
  'headline-capitals': 'warn',
  'dek-repeats': 'warn',
  'heading-stop': 'inform',
  'long-sentence': 'inform',
  'long-paragraph': 'inform',
  'repeated-word': 'warn',
  'left-note': 'warn',
  'blank-before-sign': 'warn',
  'missing-blank': 'warn',
  'double-blank': 'warn',
  'straight-quotes': 'inform',
  'open-quote': 'warn',
  'quotation-style': 'inform',
  'number-style': 'inform',
  'name-first': 'inform',
  'house-style': 'warn',
} as const satisfies Record<string, CheckLevel>;
export type HintCode = keyof typeof defaultLevels;

/** The checks by rules. The keys of an object are typed as texts by TypeScript. */
export const hintCodes = Object.keys(defaultLevels) as [HintCode, ...HintCode[]];

/** What is known of the article's review, and not of its words. */
const reviewCodes = ['open-threads'] as const;
type ReviewCode = (typeof reviewCodes)[number];

const reviewLevels: Readonly<Record<ReviewCode, CheckLevel>> = { 'open-threads': 'inform' };

/** What a LanguageTool server finds, where the desk has one. While it is away, what would block does not. */
export const languageCodes = ['spelling', 'grammar'] as const;
export type LanguageCode = (typeof languageCodes)[number];

const languageLevels: Readonly<Record<LanguageCode, CheckLevel>> = { spelling: 'warn', grammar: 'inform' };

/** All checks: those by rules, those of the review and those of a LanguageTool server. */
export const checkCodes = [...hintCodes, ...reviewCodes, ...languageCodes] as const;
export type CheckCode = (typeof checkCodes)[number];

/** The levels that a template sets; the others are the defaults. */
export type CheckLevels = Readonly<Partial<Record<CheckCode, CheckLevel>>>;

/** How much a check counts for articles of a template with these levels. */
export function levelOf(code: CheckCode, levels: CheckLevels): CheckLevel {
  return levels[code] ?? defaultLevel(code);
}

const allLevels: Readonly<Record<CheckCode, CheckLevel>> = {
  ...defaultLevels,
  ...reviewLevels,
  ...languageLevels,
};

/** What holds where the template says nothing. */
export function defaultLevel(code: CheckCode): CheckLevel {
  return allLevels[code];
}
