// What stands on a page and can't be taken over: films and sounds, drawings with words in them, what a form was filled in
// with. It is counted, and its words are kept in the count.
import { allElements, attributeOf, type HtmlElement, rawText } from './html-tree.ts';
import type { Lost } from './pieces.ts';

/** What is lost with an element that is not taken over; null for all others. */
export function lossOf(element: HtmlElement): Lost | null {
  switch (element.tagName) {
    case 'video':
    case 'audio':
    case 'object':
    case 'embed':
    case 'canvas':
    case 'applet':
      return lost('media', []);
    case 'svg': {
      const words = [...allElements(element)].filter(({ tagName }) => tagName === 'text').map(wordsIn);
      return words.some(Boolean) ? lost('media', words) : null;
    }
    case 'select':
      return lost(
        'forms',
        [...allElements(element)].filter(({ tagName }) => tagName === 'option').map(wordsIn),
      );
    case 'textarea':
      return lost('forms', [wordsIn(element)]);
    case 'input': {
      const type = attributeOf(element, 'type') ?? 'text';
      const value = attributeOf(element, 'value')?.trim() ?? '';
      const shown = !['hidden', 'checkbox', 'radio', 'image', 'file', 'password'].includes(type);
      return shown && value !== '' ? lost('forms', [value]) : null;
    }
    case 'annotation':
    case 'annotation-xml':
      // What MathML says a second time for programs.
      return { what: 'equations', count: 0 };
    default:
      return null;
  }
}

function lost(what: Lost['what'], words: readonly string[]): Lost {
  const said = words.filter(Boolean);
  return said.length > 0 ? { what, count: 1, words: said } : { what, count: 1 };
}

function wordsIn(element: HtmlElement): string {
  return rawText(element).replace(/\s+/g, ' ').trim();
}
