// The checks at the words themselves: a quiet line under what was found, and a card that says what it is, by a click or by F8.
import { useHotkeys } from '@mantine/hooks';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import { useArticle } from '../editor/article-context.ts';
import { checksReport, useIsMarked } from './checks-report.ts';
import { HintCard } from './hint-card.tsx';
import { drawHints, type PlacedHint, placedHints } from './hint-places.ts';
import { nextHint } from './next-hint.ts';
import { type LookedAt, useChecks } from './use-checks.ts';

/** Has the article's words looked at for as long as anybody wants to see what is found. */
export function HintMarks() {
  const { mayType } = useArticle();
  const marked = useIsMarked() && mayType;
  const isWatched = useStore(checksReport, ({ watchers }) => watchers > 0);
  return (isWatched || marked) && <Looking marked={marked} />;
}

function Looking({ marked }: { marked: boolean }) {
  const report = useChecks();
  useEffect(() => {
    checksReport.setState({ report });
    return () => checksReport.setState({ report: null });
  }, [report]);
  return marked && report && <Marks report={report} />;
}

/** What is looked at: the card takes the focus only from the keyboard. */
interface Shown {
  hint: PlacedHint;
  byKey: boolean;
}

function Marks({ report }: { report: LookedAt }) {
  const { editors } = useArticle();
  const version = useSyncExternalStore(editors.subscribe, () => editors.getState().version);
  const language = useStore(checksReport, (state) => state.language);
  const [shown, setShown] = useState<Shown | null>(null);
  const hints = useMemo(
    () =>
      [...report.hints, ...language].sort((one, other) => one.block - other.block || one.from - other.from),
    [report, language],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each editor that comes more words are there
  useEffect(() => {
    drawHints(placedHints(report, hints, editors), editors);
  }, [report, hints, editors, version]);
  useEffect(() => () => drawHints([], editors), [editors]);

  useEffect(() => {
    const onClick = ({ target, clientX: left, clientY: top }: MouseEvent) => {
      if (!(target instanceof Element) || target.closest('[data-hint-card]')) return;
      setShown(null);
      const found = editors.mounted().find(({ editor }) => editor.view.dom.contains(target));
      // A comment's words lead to its card, links and notes have their own.
      if (!found || target.closest('.galley-thread, a, [data-note]')) return;
      const { editor, region } = found;
      const at = editor.state.selection.empty ? editor.view.posAtCoords({ left, top })?.pos : undefined;
      if (at === undefined) return;
      const own = hints.filter(({ place }) => place === region);
      const hint = smallest(
        placedHints(report, own, editors).filter(({ place }) => place.from <= at && at < place.to),
      );
      if (hint) setShown({ hint, byKey: false });
    };
    const onKeyDown = ({ target, key }: KeyboardEvent) => {
      const isInCard = target instanceof Element && target.closest('[data-hint-card]');
      if (!isInCard && key !== 'F8') setShown(null);
    };
    document.addEventListener('click', onClick);
    document.addEventListener('keydown', onKeyDown, true);
    return () => {
      document.removeEventListener('click', onClick);
      document.removeEventListener('keydown', onKeyDown, true);
    };
  }, [report, hints, editors]);

  const step = async (direction: 1 | -1) => {
    const hint = await nextHint({ report, hints, editors, from: shown?.hint ?? null, direction });
    if (hint) setShown({ hint, byKey: true });
  };
  useHotkeys(
    [
      ['F8', () => void step(1)],
      ['shift+F8', () => void step(-1)],
    ],
    [],
    true,
  );
  if (!shown) return null;
  const { hint } = shown.hint;
  return (
    <HintCard
      key={`${hint.code} ${hint.place} ${hint.quote} ${shown.hint.place.from}`}
      report={report}
      placed={shown.hint}
      byKey={shown.byKey}
      onClose={() => setShown(null)}
    />
  );
}

/** Of several that hold a place, a word's and not its paragraph's. */
function smallest(placed: readonly PlacedHint[]): PlacedHint | undefined {
  const length = ({ place }: PlacedHint) => place.to - place.from;
  return [...placed].sort((one, other) => length(one) - length(other))[0];
}
