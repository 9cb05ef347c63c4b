// How a Word document looks: quiet, with the names of styles that Word itself has, so that a house's template takes over.
import type { Language } from '@galley/shared/api/people.ts';
import { AlignmentType, type INumberingOptions, type IStylesOptions, LevelFormat } from 'docx';

const languages: Record<Language, string> = { en: 'en-US', de: 'de-DE' };
const serif = 'Georgia';
const sans = 'Calibri';

export function docxStyles(language: Language): IStylesOptions {
  return {
    default: {
      document: {
        run: { font: serif, size: 22, language: { value: languages[language] } },
        paragraph: { spacing: { after: 160, line: 300 } },
      },
      title: { run: { font: serif, size: 48, bold: true }, paragraph: { spacing: { after: 160 } } },
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
      { id: 'Code', name: 'Code', basedOn: 'Normal', run: { font: 'Consolas', size: 19 } },
    ],
  };
}

function heading(size: number, color: string, before: number) {
  return { run: { font: sans, size, color, bold: true }, paragraph: { spacing: { before, after: 100 } } };
}

/** The lists of a document. Each numbered one has its own numbers. */
export interface DocxNumbering {
  bullets: string;
  /** The name of a new list that counts from there. */
  numbersFrom(start: number): string;
  options(): INumberingOptions;
}

export function docxNumbering(): DocxNumbering {
  const bullets = 'bullets';
  const starts: number[] = [];
  return {
    bullets,
    numbersFrom: (start) => {
      starts.push(start);
      return `numbers-${starts.length}`;
    },
    options: () => ({
      config: [
        {
          reference: bullets,
          levels: levels((level) => ({ format: LevelFormat.BULLET, text: signs[level % 2] ?? '•' })),
        },
        ...starts.map((start, index) => ({
          reference: `numbers-${index + 1}`,
          levels: levels((level) => ({
            format: LevelFormat.DECIMAL,
            text: `%${level + 1}.`,
            ...(level === 0 ? { start } : {}),
          })),
        })),
      ],
    }),
  };
}

/** The deepest level of lists that Word has. */
export const deepestLevel = 8;
const signs = ['•', '◦'];

function levels<Look>(look: (level: number) => Look) {
  return Array.from({ length: deepestLevel + 1 }, (_, level) => ({
    level,
    ...look(level),
    alignment: AlignmentType.LEFT,
    style: { paragraph: { indent: { left: 400 * (level + 1), hanging: 300 } } },
  }));
}
