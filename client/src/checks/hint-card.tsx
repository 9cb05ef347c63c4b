// What floats at words that a check has found: what it is, and what can be put in their place.
import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useArticle } from '../editor/article-context.ts';
import { focusWithCaret } from '../editor/native-keys.ts';
import { placeAtText, type TextPlace } from '../editor/tools/text-place.ts';
import classes from './hint-card.module.css';
import { HintDetails, sentenceOf } from './hint-details.tsx';
import type { PlacedHint } from './hint-places.ts';
import { LevelSign } from './level-sign.tsx';
import type { LookedAt } from './use-checks.ts';
import { useHintActs } from './use-hint-acts.ts';
import { useSuggested } from './use-suggested.ts';

interface HintCardProps {
  report: LookedAt;
  placed: PlacedHint;
  /** It takes the focus only where a key has opened it. */
  byKey: boolean;
  onClose: () => void;
}

export function HintCard({ report, placed, byKey, onClose }: HintCardProps) {
  const { t } = useTranslation('checks');
  const { editors } = useArticle();
  const { hint } = placed;
  const own = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<TextPlace | null>(null);
  const act = useHintActs(report);
  const suggested = useSuggested(report);
  useLayoutEffect(() => {
    const editor = editors.of(hint.place);
    if (editor && own.current) setAt(placeAtText(editor, placed.place, own.current, 'below'));
  }, [editors, hint, placed]);
  useLayoutEffect(() => {
    if (byKey && at) own.current?.focus({ preventScroll: true });
  }, [byKey, at]);
  const back = () => {
    onClose();
    const editor = editors.of(hint.place);
    if (editor) focusWithCaret(editor.view);
  };
  const done = (run: () => void) => {
    run();
    back();
  };
  return (
    <div
      ref={own}
      role="dialog"
      aria-label={sentenceOf(hint, t)}
      tabIndex={-1}
      data-hint-card
      className={classes.card}
      style={at ?? { visibility: 'hidden' }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        back();
      }}
    >
      <div className={classes.head} data-level={hint.level}>
        <LevelSign level={hint.level} />
        <span className={classes.what}>{sentenceOf(hint, t)}</span>
        <ActionIcon size="sm" variant="subtle" color="gray" aria-label={t('closeHint')} onClick={back}>
          <IconX size={14} />
        </ActionIcon>
      </div>
      <HintDetails
        hint={hint}
        suggested={[...suggested].some(({ from, block }) => from === hint.from && block === hint.block)}
        onReplace={(words) => done(() => void act.replace(hint, words))}
        onSuggest={(words) => done(() => void act.suggest(hint, words))}
      />
    </div>
  );
}
