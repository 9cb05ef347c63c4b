import { describe, expect, test } from 'vitest';
import type { MediaId } from '../ids.ts';
import { softWarnings } from './soft-warnings.ts';
import { article, br, code, item, p, section, t, ul } from './testing.ts';

const codes = (content: Parameters<typeof softWarnings>[0], byline = 'Amira Haddad') =>
  softWarnings(content, { byline }).map(({ code: one, count }) => [one, count]);

describe('what is worth a look before publishing', () => {
  test('is a missing dek, lead picture and byline', () => {
    const bare = article('Headline', section('text', p('Words.')));
    expect(codes(bare, ' ')).toEqual([
      ['dek-missing', 0],
      ['lead-missing', 0],
      ['byline-missing', 0],
    ]);
    const whole = { ...bare, dek: 'A dek', lead: { ...bare.lead, media: 'picture' as MediaId } };
    expect(codes(whole)).toEqual([]);
  });

  test('are two blanks between words, also across formats and with one that does not break, in each place', () => {
    const content = article(
      'Two  blanks',
      section('text', p('One. ', t(' Two', 'bold'), ' and\u00a0 three'), ul(item(p('a  b')))),
      section('more', p('None at the end  ', br, '  or the start.')),
    );
    const [first] = content.sections;
    const doubled = softWarnings(content, { byline: 'A' }).filter((one) => one.code === 'double-spaces');
    expect(doubled).toEqual([
      { code: 'double-spaces', place: 'headline', count: 1 },
      { code: 'double-spaces', place: first?.id, count: 3 },
    ]);
  });

  test('are no blanks of code', () => {
    const content = article('Code', section('text', code('a  b'), p('This ', t('x  y', 'code'), ' is.')));
    expect(codes(content).filter(([one]) => one === 'double-spaces')).toEqual([]);
  });
});
