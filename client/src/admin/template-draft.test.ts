import type { Template } from '@galley/shared/article/template.ts';
import type { TemplateId } from '@galley/shared/ids.ts';
import { describe, expect, test } from 'vitest';
import {
  contentOf,
  copyOf,
  differs,
  draftOf,
  emptyDraft,
  kindFrom,
  withLevel,
  withoutSection,
  withSection,
  withSectionAt,
  withSomeBlocks,
  withSpec,
} from './template-draft.ts';
import { mistakesOf } from './template-mistakes.ts';

const spec = (kind: string) => ({
  kind,
  label: { en: kind, de: kind },
  hint: { en: '', de: '' },
  required: false,
  blocks: [],
  minWords: null,
  maxWords: null,
  minItems: null,
  maxItems: null,
  boilerplate: { en: '', de: '' },
  aliases: [],
  boxed: false,
});
const template: Template = {
  id: 't' as TemplateId,
  name: { en: 'Column', de: 'Kolumne' },
  sections: [spec('one'), spec('two'), spec('three')],
  approvals: 'required',
  fourEyes: true,
  checks: { 'left-note': 'block' },
  version: 3,
  archived: false,
};
const kinds = (draft: ReturnType<typeof draftOf>) => draft.sections.map((section) => section.spec.kind);

describe('a template’s draft', () => {
  test('keeps the levels of checks that are not as by default, in one order', () => {
    const draft = withLevel(withLevel(draftOf(template), 'house-style', 'block'), 'long-sentence', 'off');
    expect(JSON.stringify(draft.checks)).toBe(
      '{"long-sentence":"off","left-note":"block","house-style":"block"}',
    );
    const back = withLevel(withLevel(draft, 'house-style', 'warn'), 'long-sentence', 'inform');
    expect(back).toEqual(draftOf(template));
    expect(copyOf(template, (name) => name).checks).toEqual({ 'left-note': 'block' });
  });
  test('is the template until something is changed, and again when it is changed back', () => {
    const draft = draftOf(template);
    const { id: _id, version: _version, archived: _archived, ...content } = template;
    expect(contentOf(draft)).toEqual(content);
    expect(differs({ ...draft, approvals: 'off' }, template)).toBe(true);
    expect(differs({ ...draft, fourEyes: false }, template)).toBe(true);
    const changed = withSpec(draft, 'one', { required: true });
    expect(differs(changed, template)).toBe(true);
    expect(differs(withSpec(changed, 'one', { required: false }), template)).toBe(false);
  });

  test('moves sections, at most to the ends', () => {
    const draft = draftOf(template);
    expect(kinds(withSectionAt(draft, 'three', 0))).toEqual(['three', 'one', 'two']);
    expect(kinds(withSectionAt(draft, 'one', 1))).toEqual(['two', 'one', 'three']);
    expect(kinds(withSectionAt(draft, 'one', 9))).toEqual(['two', 'three', 'one']);
    expect(kinds(withSectionAt(draft, 'two', -1))).toEqual(['two', 'one', 'three']);
  });

  test('names a new section’s kind by its English label until the person does', () => {
    const { draft, key } = withSection(draftOf(template));
    const labeled = withSpec(draft, key, { label: { en: 'What’s next?', de: '' } });
    expect(kinds(labeled).at(-1)).toBe('whats-next');
    const named = withSpec(labeled, key, { kind: 'outlook' });
    expect(kinds(withSpec(named, key, { label: { en: 'Other', de: '' } })).at(-1)).toBe('outlook');
  });

  test('leaves the kinds that articles know alone', () => {
    expect(kinds(withSpec(draftOf(template), 'one', { label: { en: 'New', de: 'Neu' } }))[0]).toBe('one');
  });

  test('numbers a kind that is taken', () => {
    expect(kindFrom('One', ['one', 'one-2'])).toBe('one-3');
    expect(kindFrom('2nd part', [])).toBe('nd-part');
    expect(kindFrom('東京', [])).toBe('');
  });

  test('copies a template under another name', () => {
    const content = copyOf(template, (name) => `${name} (copy)`);
    expect(content.name).toEqual({ en: 'Column (copy)', de: 'Kolumne (copy)' });
    expect(content.sections).toEqual(template.sections);
  });

  test('keeps the chosen blocks while all are allowed, but does not send them', () => {
    const some = withSpec(withSomeBlocks(draftOf(template), 'one', true), 'one', { blocks: ['paragraph'] });
    expect(contentOf(some).sections[0]?.blocks).toEqual(['paragraph']);
    const all = withSomeBlocks(some, 'one', false);
    expect(contentOf(all).sections[0]?.blocks).toEqual([]);
    expect(all.sections[0]?.spec.blocks).toEqual(['paragraph']);
  });
});

describe('a draft’s mistakes', () => {
  test('are none for a template as the server has it', () => {
    expect(mistakesOf(draftOf(template))).toEqual([]);
  });

  test('name what an empty draft lacks, where it lacks it', () => {
    const draft = emptyDraft();
    const key = draft.sections[0]?.key;
    expect(mistakesOf(draft)).toEqual([
      { section: null, field: 'name.en', mistake: 'missing' },
      { section: null, field: 'name.de', mistake: 'missing' },
      { section: key, field: 'kind', mistake: 'kindMissing' },
      { section: key, field: 'label.en', mistake: 'missing' },
      { section: key, field: 'label.de', mistake: 'missing' },
    ]);
  });

  test('report a minimum above the maximum', () => {
    const draft = withSpec(draftOf(template), 'two', { minWords: 9, maxWords: 3, minItems: 4, maxItems: 2 });
    expect(mistakesOf(draft).map(({ field, mistake }) => [field, mistake])).toEqual([
      ['minWords', 'minAboveMax'],
      ['minItems', 'minAboveMax'],
    ]);
  });

  test('report equal kinds once, at the later section', () => {
    const { draft, key } = withSection(draftOf(template));
    const twice = withSpec(withSpec(draft, key, { label: { en: 'One', de: 'Eins' } }), key, { kind: 'one' });
    expect(mistakesOf(twice)).toEqual([{ section: key, field: 'kind', mistake: 'kindTwice' }]);
  });

  test('report a template without sections, and of a choice of no blocks', () => {
    const none = ['one', 'two', 'three'].reduce(withoutSection, draftOf(template));
    expect(mistakesOf(none)).toEqual([{ section: null, field: 'sections', mistake: 'noSections' }]);
    const noBlocks = withSomeBlocks(draftOf(template), 'one', true);
    expect(mistakesOf(noBlocks)).toEqual([{ section: 'one', field: 'blocks', mistake: 'noBlocks' }]);
  });
});
