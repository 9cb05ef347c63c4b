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
  const start = order.findIndex((hint) => isBeyond(hint, { report, editors, from, direction }));
  const turned = start === -1 ? order : [...order.slice(start), ...order.slice(0, start)];
  for (const hint of turned) {
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

function isBeyond(hint: Hint, { report, editors, from, direction }: Omit<Step, 'hints'>): boolean {
  const region = from?.hint.place ?? editors.getState().active;
  const at = from?.place.from ?? editors.active?.state.selection.from ?? 0;
  if (region === null) return true;
  const distance = (editors.order.indexOf(hint.place) - editors.order.indexOf(region)) * direction;
  if (distance !== 0) return distance > 0;
  const place = placedHints(report, [hint], editors)[0]?.place;
  return place !== undefined && (place.from - at) * direction > 0;
}
