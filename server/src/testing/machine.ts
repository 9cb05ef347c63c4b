// Names characters of articles for tests, as the editor does where somebody marks a passage.
import type { Role } from '@galley/shared/access/roles.ts';
import type { CharacterSpan } from '@galley/shared/api/machine-made.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { stringsIn } from '@galley/shared/yjs/items.ts';
import * as Y from 'yjs';
import { editAs, type OpenDesk } from './desk.ts';

/** The characters of these words in a text; of its whole where none are named. Throws where it does not say them. */
export function spansOf(text: Y.XmlText, words?: string): CharacterSpan[] {
  const items = [...stringsIn(text)];
  const all = items.map((item) => item.text).join('');
  const start = words === undefined ? 0 : all.indexOf(words);
  const end = start + (words ?? all).length;
  if (start === -1 || start === end) throw new Error(`The text does not say “${words}”, but “${all}”.`);
  let at = 0;
  return items.flatMap(({ id, length }): CharacterSpan[] => {
    const [from, to] = [Math.max(start, at) - at, Math.min(end, at + length) - at];
    at += length;
    return from < to ? [[id.client, id.clock + from, to - from]] : [];
  });
}

/** The characters of an article's headline, read as somebody of this role. */
export async function headlineSpans(
  desk: OpenDesk,
  role: Role,
  article: ArticleId,
): Promise<CharacterSpan[]> {
  let spans: CharacterSpan[] = [];
  await editAs(desk, role, article, ({ doc }) => {
    const block = doc.getXmlFragment('headline').get(0);
    const text = block instanceof Y.XmlElement ? block.get(0) : null;
    if (!(text instanceof Y.XmlText)) throw new Error('There is no headline.');
    spans = spansOf(text);
  });
  return spans;
}

/** The characters of an article's first section of this kind, read as somebody of this role. */
export async function firstSpans(
  desk: OpenDesk,
  role: Role,
  article: ArticleId,
  kind: string,
  words?: string,
): Promise<CharacterSpan[]> {
  let spans: CharacterSpan[] = [];
  await editAs(desk, role, article, (client) => {
    spans = spansOf(client.text(kind), words);
  });
  return spans;
}
