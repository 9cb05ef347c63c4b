import { describe, expect, test } from 'vitest';
import { boilerplateWords, isUnwritten } from './boilerplate.ts';
import { bulletList, newSection, paragraph } from './new-content.ts';
import type { SectionSpec } from './template.ts';
import { wordsOf } from './words.ts';

const spec = {
  kind: 'support',
  label: { en: 'Support', de: 'Unterstützung' },
  hint: { en: '', de: '' },
  required: false,
  blocks: [],
  minWords: null,
  maxWords: null,
  minItems: null,
  maxItems: null,
  boilerplate: { en: 'Galley lives from its readers.\nThank you!', de: 'Galley lebt von Ihnen.' },
  aliases: [],
  boxed: false,
} satisfies SectionSpec;

describe('what came with the template', () => {
  test('is counted apart from what was written, in whichever language it was given', () => {
    const { blocks } = newSection(spec, 'en');
    expect(boilerplateWords(blocks, spec)).toBe(wordsOf(blocks));
    expect(boilerplateWords([...blocks, paragraph('Five words of my own.')], spec)).toBe(7);
    expect(boilerplateWords(newSection(spec, 'de').blocks, spec)).toBe(4);
    const list = newSection({ ...spec, blocks: ['bulletList'] }, 'en').blocks;
    expect(boilerplateWords(list, spec)).toBe(7);
    expect(boilerplateWords([bulletList([paragraph('Thank you!'), paragraph('Mine')])], spec)).toBe(2);
  });

  test('is written once somebody has changed it', () => {
    expect(boilerplateWords([paragraph('Galley lives from its own readers.')], spec)).toBe(0);
    expect(boilerplateWords([paragraph('Anything')], { boilerplate: { en: '', de: '' } })).toBe(0);
    expect(boilerplateWords([paragraph('Anything')], null)).toBe(0);
  });

  test('leaves a section unwritten, as an empty one is', () => {
    const { blocks } = newSection(spec, 'en');
    expect(isUnwritten(blocks, spec)).toBe(true);
    expect(isUnwritten([paragraph('')], null)).toBe(true);
    expect(isUnwritten([...blocks, paragraph('More.')], spec)).toBe(false);
    expect(isUnwritten([{ type: 'figure', attrs: { media: 'abcd' } }], spec)).toBe(false);
  });
});
