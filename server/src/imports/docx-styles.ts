// How a Word document looks: quiet, with the names of styles that Word itself has, so that a house's template takes over.
import type { ListType } from '@galley/shared/article/list-type.ts';
import type { Language } from '@galley/shared/language.ts';
import { AlignmentType, type INumberingOptions, type IStylesOptions, LevelFormat, LineRuleType } from 'docx';

const languages: Record<Language, string> = { en: 'en-US', de: 'de-DE' };
/** The ids of our styles, by which the reader knows them again; where there is one, the name is Word's own. */
export const inlineCodeStyle = 'HTMLCode';
export const pictureCreditStyle = 'PictureCredit';
export const tableHeadingStyle = 'TableHeading';
export const tableTextStyle = 'TableContents';
/** Of further paragraphs in a list's item, by how deep that is from 0. */
export const listContinueStyle = (depth: number) =>
  depth === 0 ? 'ListContinue' : `ListContinue${Math.min(depth, deepestContinue) + 1}`;
const deepestContinue = 4;

const serif = 'Georgia';
const sans = 'Calibri';
const mono = 'Consolas';
/** How far a level of a list is set in, in twentieths of a point: `iii.` has room before the text. */
export const listIndent = 560;
const listHanging = 460;

export function docxStyles(language: Language): IStylesOptions {
  return {
    default: {
      document: {
        run: { font: serif, size: 22, language: { value: languages[language] } },
        // Without its rule, programs take the line for an exact height, and cut pictures and titles to it.
        paragraph: { spacing: { after: 160, line: 300, lineRule: LineRuleType.AUTO } },
      },
      title: {
        run: { font: serif, size: 48, bold: true },
        paragraph: { keepNext: true, spacing: { after: 160 } },
      },
      heading1: heading(20, '6B6B6B', 400),
      heading2: heading(26, '1A1A1A', 280),
      heading3: heading(23, '1A1A1A', 220),
    },
    paragraphStyles: [
      {
        id: 'Subtitle',
        name: 'Subtitle',
        basedOn: 'Normal',
        next: 'Normal',
        run: { size: 28, color: '4A4A4A' },
      },
      { id: 'Byline', name: 'Byline', basedOn: 'Normal', next: 'Normal', run: { font: sans, size: 20 } },
      {
        id: 'Caption',
        name: 'caption',
        basedOn: 'Normal',
        next: 'Normal',
        run: { font: sans, size: 18, color: '595959' },
      },
      {
        id: 'Quote',
        name: 'Quote',
        basedOn: 'Normal',
        run: { italics: true },
        paragraph: { indent: { left: 500, right: 500 } },
      },
      {
        id: 'IntenseQuote',
        name: 'Intense Quote',
        basedOn: 'Normal',
        run: { size: 30 },
        paragraph: { alignment: AlignmentType.CENTER, indent: { left: 500, right: 500 } },
      },
      { id: 'Code', name: 'Code', basedOn: 'Normal', run: { font: mono, size: 19 } },
      {
        id: tableTextStyle,
        name: 'Table Contents',
        basedOn: 'Normal',
        paragraph: { spacing: { before: 40, after: 40 } },
      },
      { id: tableHeadingStyle, name: 'Table Heading', basedOn: tableTextStyle, run: { bold: true } },
      ...Array.from({ length: deepestContinue + 1 }, (_, depth) => ({
        id: listContinueStyle(depth),
        name: depth === 0 ? 'List Continue' : `List Continue ${depth + 1}`,
        basedOn: 'Normal',
        paragraph: { indent: { left: listIndent * (depth + 1) } },
      })),
    ],
    characterStyles: [
      { id: inlineCodeStyle, name: 'HTML Code', run: { font: mono } },
      { id: pictureCreditStyle, name: 'Picture Credit' },
    ],
  };
}

function heading(size: number, color: string, before: number) {
  return {
    run: { font: sans, size, color, bold: true },
    paragraph: { keepNext: true, spacing: { before, after: 100 } },
  };
}

/** The lists of a document. Each numbered one has its own numbers. */
export interface DocxNumbering {
  bullets: string;
  /** The name of a new list that counts from there at this level, in numbers, letters or Roman numerals. */
  numbersFrom(start: number, level: number, type: ListType | null): string;
  options(): INumberingOptions;
}

export function docxNumbering(): DocxNumbering {
  const bullets = 'bullets';
  const lists: { start: number; level: number; type: ListType | null }[] = [];
  return {
    bullets,
    numbersFrom: (start, level, type) => {
      lists.push({ start, level, type });
      return `numbers-${lists.length}`;
    },
    options: () => ({
      config: [
        {
          reference: bullets,
          levels: levels((level) => ({ format: LevelFormat.BULLET, text: signs[level % 2] ?? '•' })),
        },
        ...lists.map(({ start, level: own, type }, index) => ({
          reference: `numbers-${index + 1}`,
          levels: levels((level) => ({
            format: level === own ? formatOf(type) : LevelFormat.DECIMAL,
            text: `%${level + 1}.`,
            ...(level === own ? { start } : {}),
          })),
        })),
      ],
    }),
  };
}

function formatOf(type: ListType | null) {
  switch (type) {
    case 'a':
      return LevelFormat.LOWER_LETTER;
    case 'A':
      return LevelFormat.UPPER_LETTER;
    case 'i':
      return LevelFormat.LOWER_ROMAN;
    case 'I':
      return LevelFormat.UPPER_ROMAN;
    default:
      return LevelFormat.DECIMAL;
  }
}

/** The deepest level of lists that Word has. */
export const deepestLevel = 8;
const signs = ['•', '◦'];

function levels<Look>(look: (level: number) => Look) {
  return Array.from({ length: deepestLevel + 1 }, (_, level) => ({
    level,
    ...look(level),
    alignment: AlignmentType.LEFT,
    style: { paragraph: { indent: { left: listIndent * (level + 1), hanging: listHanging } } },
  }));
}
