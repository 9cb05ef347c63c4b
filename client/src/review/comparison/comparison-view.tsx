// Two states of an article, in one text or side by side: sections, blocks and words that came, went or moved.
import { picturePath } from '@galley/shared/article/picture-files.ts';
import { sectionLabel } from '@galley/shared/article/section-label.ts';
import type { Template } from '@galley/shared/article/template.ts';
import type { Language } from '@galley/shared/language.ts';
import type { ArticleComparison, BlockComparison, Piece } from '@galley/shared/review/comparison.ts';
import { ActionIcon, SegmentedControl } from '@mantine/core';
import { useHotkeys, useLocalStorage, useMediaQuery } from '@mantine/hooks';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ComparisonContext, type ComparisonLayout, useComparisonPlaces } from './comparison-layout.ts';
import classes from './comparison-view.module.css';
import { countDifferences, movedPairs, sideOf } from './differences.ts';
import { Pieces } from './pieces.tsx';
import { SectionDifference } from './section-difference.tsx';

interface ComparisonViewProps {
  comparison: ArticleComparison;
  template: Pick<Template, 'sections'>;
  /** The article's language, for the sections' labels. */
  language: Language;
  /** What differs besides the text, already in words. */
  others?: readonly { name: string; pieces: readonly Piece[] }[];
}

/** Side by side or in one text, as the person wants it; buttons and keys go from one difference to the next. */
export function ComparisonView({ comparison, template, language, others = [] }: ComparisonViewProps) {
  const { t } = useTranslation('review');
  const root = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(-1);
  const count = countDifferences(comparison) + others.length;
  const { layout, setLayout, hasRoom } = useLayout();
  const pairs = useMemo(() => movedPairs(comparison.sections), [comparison]);
  const idOf = useIds(pairs);

  const places = () => [...(root.current?.querySelectorAll<HTMLElement>('[data-difference]') ?? [])];
  const go = (direction: -1 | 1) => {
    if (count === 0) return;
    const from = at === -1 && direction === -1 ? 0 : at;
    const next = (from + direction + count) % count;
    setAt(next);
    places()[next]?.scrollIntoView({ block: 'center' });
  };
  const jumpFrom = (block: BlockComparison) => {
    const other = pairs.get(block);
    const all = places();
    const index = other ? all.findIndex(({ id }) => id === idOf(other)) : -1;
    if (index === -1) return;
    setAt(index);
    all[index]?.scrollIntoView({ block: 'center' });
    // The way back is at the same key.
    all[index]?.querySelector('button')?.focus({ preventScroll: true });
  };
  const byKey = (direction: -1 | 1) => (event: KeyboardEvent) => {
    // In lists to choose from the same keys open the list.
    if (event.target instanceof HTMLElement && event.target.closest('input:not([type=radio])')) return;
    event.preventDefault();
    go(direction);
  };
  useHotkeys(
    [
      ['alt+ArrowDown', byKey(1), { preventDefault: false }],
      ['alt+ArrowUp', byKey(-1), { preventDefault: false }],
    ],
    [],
  );
  // The mark is the reader's place in the text, wherever its component is.
  useEffect(() => {
    const place = places()[at];
    place?.setAttribute('data-current', '');
    return () => place?.removeAttribute('data-current');
  });

  return (
    <ComparisonContext value={{ layout, idOf, jumpFrom }}>
      <div ref={root}>
        <div className={classes.bar}>
          <span role="status">
            {at === -1 ? t('count', { count }) : t('at', { at: Math.min(at + 1, count), count })}
          </span>
          <ActionIcon
            data-tip={t('withKey', { name: t('previous'), key: keyNames.previous })}
            aria-label={t('previous')}
            aria-keyshortcuts="Alt+ArrowUp"
            disabled={count === 0}
            onClick={() => go(-1)}
          >
            <IconChevronUp size={18} />
          </ActionIcon>
          <ActionIcon
            data-tip={t('withKey', { name: t('next'), key: keyNames.next })}
            aria-label={t('next')}
            aria-keyshortcuts="Alt+ArrowDown"
            disabled={count === 0}
            onClick={() => go(1)}
          >
            <IconChevronDown size={18} />
          </ActionIcon>
          {hasRoom && (
            <SegmentedControl
              size="xs"
              className={classes.layout ?? ''}
              aria-label={t('layout.label')}
              value={layout}
              onChange={(value) => setLayout(value === 'side' ? 'side' : 'inline')}
              data={[
                { value: 'inline', label: t('layout.inline') },
                { value: 'side', label: t('layout.side') },
              ]}
            />
          )}
        </div>
        {layout === 'side' && (
          <div className={classes.columns}>
            <span>{t('layout.before')}</span>
            <span>{t('layout.after')}</span>
          </div>
        )}
        {others.map(({ name, pieces }) => (
          <Line key={name} name={name} pieces={pieces} />
        ))}
        <div lang={language}>
          {comparison.lines.map(({ line, pieces }) => (
            <Line
              key={line}
              name={t(`line.${line}`)}
              pieces={pieces}
              kind={line === 'headline' ? 'headline' : line === 'lead-media' ? 'picture' : 'text'}
            />
          ))}
          {comparison.sections.map((section) => (
            <SectionDifference
              key={section.id}
              section={section}
              label={sectionLabel(section, template, language)}
            />
          ))}
        </div>
      </div>
    </ComparisonContext>
  );
}

const keyNames = { previous: 'Alt ↑', next: 'Alt ↓' };

/** The layout that this device keeps; where there is no room for two columns it is one. */
function useLayout() {
  const [chosen, setLayout] = useLocalStorage<ComparisonLayout>({
    key: 'galley:comparison',
    defaultValue: 'inline',
    getInitialValueInEffect: false,
  });
  const hasRoom = useMediaQuery('(min-width: 62em)', undefined, { getInitialValueInEffect: false }) ?? false;
  const layout: ComparisonLayout = hasRoom && chosen === 'side' ? 'side' : 'inline';
  return { layout, setLayout, hasRoom };
}

/** An id on the page for each block that has another place. */
function useIds(
  pairs: ReadonlyMap<BlockComparison, unknown>,
): (block: BlockComparison) => string | undefined {
  const prefix = useId();
  const ids = useMemo(
    () => new Map([...pairs.keys()].map((block, index) => [block, `${prefix}${index}`])),
    [pairs, prefix],
  );
  return (block) => ids.get(block);
}

interface LineProps {
  name: string;
  pieces: readonly Piece[];
  kind?: 'headline' | 'picture' | 'text';
}

function Line({ name, pieces, kind = 'text' }: LineProps) {
  const { layout } = useComparisonPlaces();
  const sides = layout === 'side' ? [sideOf(pieces, 'before'), sideOf(pieces, 'after')] : [pieces];
  return (
    <div className={classes.line} data-difference>
      <h3 className={classes.name}>{name}</h3>
      {kind === 'picture' ? (
        <Pictures pieces={pieces} />
      ) : (
        <div className={layout === 'side' ? classes.sides : undefined}>
          {sides.map((side, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a side is its place, and holds no state
            <p key={index} className={classes.text} data-kind={kind}>
              <Pieces pieces={side} />
            </p>
          ))}
        </div>
      )}
    </div>
  );
}

/** The pictures themselves in place of their ids, which nobody can read. */
function Pictures({ pieces }: { pieces: readonly Piece[] }) {
  const { t } = useTranslation('review');
  const before = pieces.filter(({ type }) => type !== 'added');
  const after = pieces.filter(({ type }) => type !== 'removed');
  const idOf = (run: readonly Piece[]) => run.map(({ text }) => text).join('');
  return (
    <div className={classes.pictures}>
      {[
        { id: idOf(before), state: 'removed' as const },
        { id: idOf(after), state: 'added' as const },
      ]
        .filter(({ id }) => id !== '')
        .map(({ id, state }) => (
          <figure key={state} className={classes.picture} data-state={state}>
            <img src={picturePath(id, 480)} alt="" />
            <figcaption>{t(`block.${state}`)}</figcaption>
          </figure>
        ))}
    </div>
  );
}
