import { describe, expect, test } from 'vitest';
import { questionOf, readView, writeView } from './board-view.ts';

const read = (query: string) => readView(new URLSearchParams(query));

describe('the board’s view in the URL', () => {
  test('is the columns by last edit where the URL says nothing', () => {
    expect(read('')).toMatchObject({
      layout: 'columns',
      sort: 'edited',
      direction: 'descending',
      archived: false,
    });
  });

  test('comes back as it was written', () => {
    const query =
      'view=table&q=harbor&stage=review&template=news&person=p1&section=s1&language=de&sort=words&direction=ascending';
    expect(writeView(new URLSearchParams(), read(query)).toString()).toBe(query);
  });

  test('leaves out what does not fit', () => {
    expect(read('stage=eaten&language=fr&sort=color&view=cards')).toEqual(read(''));
  });

  test('keeps the parameters of others', () => {
    expect(writeView(new URLSearchParams('dialog=new&q=old'), read('q=new')).toString()).toBe(
      'dialog=new&q=new',
    );
  });

  test('sorts headlines from A and everything else from the largest', () => {
    expect(read('sort=headline').direction).toBe('ascending');
    expect(read('sort=words').direction).toBe('descending');
    expect(writeView(new URLSearchParams(), read('sort=headline')).toString()).toBe('sort=headline');
  });

  test('asks the server for one stage at a time in columns', () => {
    expect(questionOf(read('q=harbor&archived=yes'), 'draft')).toEqual({
      query: 'harbor',
      stage: 'draft',
      archived: 'only',
      sort: 'edited',
      direction: 'descending',
    });
  });
});
