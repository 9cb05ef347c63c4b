// What a hint says beyond its words: the note of the house style list, whom to ask, and what can be put in.
import type { Hint } from '@galley/shared/checks/checks.ts';
import { hintCodes } from '@galley/shared/checks/levels.ts';
import { Button } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../app/people.ts';
import { useArticle } from '../editor/article-context.ts';
import { useSuggestionStore } from '../review/article-review.ts';
import { useSectionStatuses } from '../review/sections/section-statuses.ts';
import classes from './checks-panel.module.css';

export interface HintDetailsProps {
  hint: Hint;
  /** Somebody has suggested other words for these already. */
  suggested: boolean;
  onReplace: (words: string) => void;
  onSuggest: (words: string) => void;
}

/** Nothing for a hint of which there is no more to say. */
export function HintDetails(props: HintDetailsProps) {
  const { t } = useTranslation('checks');
  const people = usePeople();
  const { style, advice, instead } = props.hint;
  const owner = style && people.get(style.word.owner)?.name;
  if (!(style || advice || instead)) return null;
  return (
    <div className={classes.more}>
      {style && style.word.note !== '' && <p className={classes.note}>{style.word.note}</p>}
      {owner !== undefined && <p className={classes.quiet}>{t('styleOwner', { name: owner })}</p>}
      <Replacements {...props} />
    </div>
  );
}

/** What a hint says of its words. */
export function sentenceOf({ code, count, style, advice, instead }: Hint, t: TFunction<'checks'>): string {
  if (advice) return advice.message;
  if (style?.instead) return t('styleInstead', { instead: style.instead });
  const own = hintCodes.find((one) => one === code);
  if (!own) return '';
  const what = t(`codes.${own}`, { count });
  return instead ? t('codeInstead', { what, instead }) : what;
}

/** So many words are offered to stand in the place of others. */
const mostOffered = 3;

function Replacements({ hint, suggested, onReplace, onSuggest }: HintDetailsProps) {
  const { t } = useTranslation('checks');
  const { row, canWrite, suggesting } = useArticle();
  const { rights } = useSuggestionStore();
  const statuses = useSectionStatuses(row.id);
  const sealed = statuses?.some(({ section, state }) => section === hint.place && state === 'approved');
  const { style, advice, quote } = hint;
  const mayReplace = canWrite && !suggesting;
  const maySuggest = rights.make && row.archivedAt === null;
  if (sealed || !(mayReplace || maySuggest)) return null;
  if (suggested) return <p className={classes.quiet}>{t('suggested')}</p>;
  if (advice)
    return (
      <div className={classes.acts}>
        {advice.replacements.slice(0, mostOffered).map((words) => (
          <Button
            key={words}
            size="compact-xs"
            variant="default"
            aria-label={t(mayReplace ? 'offerLabel' : 'offerSuggestLabel', { from: quote, to: words })}
            onClick={() => (mayReplace ? onReplace(words) : onSuggest(words))}
          >
            {words}
          </Button>
        ))}
      </div>
    );
  const instead = hint.instead ?? style?.instead ?? '';
  if (instead === '') return null;
  const words = { from: quote, to: instead };
  const common = { size: 'compact-xs', variant: 'default' } as const;
  return (
    <div className={classes.acts}>
      {mayReplace && (
        <Button {...common} aria-label={t('replaceLabel', words)} onClick={() => onReplace(instead)}>
          {t('replace')}
        </Button>
      )}
      {maySuggest && (
        <Button {...common} aria-label={t('suggestLabel', words)} onClick={() => onSuggest(instead)}>
          {t('suggest')}
        </Button>
      )}
    </div>
  );
}
