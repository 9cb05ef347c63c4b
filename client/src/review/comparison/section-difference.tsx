// A section of a comparison: its name, what became of it, and its blocks, with long runs of unchanged ones folded.
import type { BlockComparison, SectionComparison } from '@galley/shared/review/comparison.ts';
import { UnstyledButton } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BlockDifference } from './block-difference.tsx';
import { headDiffers } from './differences.ts';
import { Pieces } from './pieces.tsx';
import classes from './section-difference.module.css';

export function SectionDifference({ section, label }: { section: SectionComparison; label: string }) {
  const { t } = useTranslation('review');
  const { state, moved, titles, blocks } = section;
  const marked = headDiffers(section);
  return (
    <section aria-label={label} className={classes.section}>
      <header className={classes.head} data-difference={marked || undefined}>
        <h3 className={classes.label}>{titles && titles.length > 0 ? <Pieces pieces={titles} /> : label}</h3>
        {state !== 'changed' && !(state === 'same' && moved) && (
          <span className={classes.state} data-state={state}>
            {t(`section.${state}`)}
          </span>
        )}
        {moved && (
          <span className={classes.state} data-state="moved">
            {t('section.moved')}
          </span>
        )}
      </header>
      {state !== 'same' &&
        runsOf(blocks).map(({ start, run }) =>
          run.length > shownUnchanged && run[0]?.state === 'same' ? (
            <Folded key={start} run={run} />
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: a block is its place, and holds no state
            run.map((block, index) => <BlockDifference key={start + index} block={block} />)
          ),
        )}
    </section>
  );
}

/** So many unchanged blocks in a row are shown; more are folded. */
const shownUnchanged = 2;

function Folded({ run }: { run: readonly BlockComparison[] }) {
  const { t } = useTranslation('review');
  const [opened, setOpened] = useState(false);
  // biome-ignore lint/suspicious/noArrayIndexKey: a block is its place, and holds no state
  if (opened) return run.map((block, index) => <BlockDifference key={index} block={block} />);
  return (
    <UnstyledButton className={classes.folded ?? ''} onClick={() => setOpened(true)}>
      <IconDots size={16} aria-hidden />
      {t('unchanged', { count: run.length })}
    </UnstyledButton>
  );
}

/** Neighbors that are alike in whether they differ. */
function runsOf(blocks: readonly BlockComparison[]): { start: number; run: BlockComparison[] }[] {
  const runs: { start: number; run: BlockComparison[] }[] = [];
  blocks.forEach((block, index) => {
    const last = runs.at(-1);
    if (last && (last.run[0]?.state === 'same') === (block.state === 'same')) last.run.push(block);
    else runs.push({ start: index, run: [block] });
  });
  return runs;
}
