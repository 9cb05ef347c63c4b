// The way from hint to hint by the keyboard.
import type { Hint } from '@galley/shared/checks/checks.ts';
import { TextSelection } from '@tiptap/pm/state';
import type { RegionEditors } from '../editor/region-editors.ts';
import { type PlacedHint, placedHints } from './hint-places.ts';
import type { LookedAt } from './use-checks.ts';

interface Step {
  report: LookedAt;
  /** In the order of the text. */
  hints: readonly Hint[];
  editors: RegionEditors;
  /** The one that is looked at; else the caret says from where. */
  from: PlacedHint | null;
  direction: 1 | -1;
}

/** Puts the caret at the words of the next hint before or behind, round the article's ends; null where there is none. */
export async function nextHint({
  report,
  hints,
  editors,
  from,
  direction,
}: Step): Promise<PlacedHint | null> {
  const order = direction === 1 ? hints : [...hints].reverse();
  const places = new Map(placedHints(report, hints, editors).map(({ hint, place }) => [hint, place.from]));
  const region = from?.hint.place ?? editors.getState().active;
  const start = from?.place.from ?? editors.active?.state.selection.from ?? 0;
  const isBeyond = (hint: Hint) => {
    if (region === null) return true;
    const distance = (editors.order.indexOf(hint.place) - editors.order.indexOf(region)) * direction;
    return distance > 0 || (distance === 0 && ((places.get(hint) ?? start) - start) * direction > 0);
  };
  const first = order.findIndex(isBeyond);
  for (const hint of first === -1 ? order : [...order.slice(first), ...order.slice(0, first)]) {
    const editor = await editors.ensure(hint.place);
    const [placed] = placedHints(report, [hint], editors);
    if (!placed) continue;
    const { from: at } = placed.place;
    await editors.focus(hint.place, () => TextSelection.create(editor.state.doc, at));
    const { node } = editor.view.domAtPos(at);
    (node instanceof Element ? node : node.parentElement)?.scrollIntoView({ block: 'nearest' });
    return placed;
  }
  return null;
}
