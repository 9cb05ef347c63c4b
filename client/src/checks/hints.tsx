// The hints, by the parts of the article. Each leads to its words; words of the house style list are replaced by one click, or
// their replacement is suggested.
import { isLine } from '@galley/shared/article/region.ts';
import { sectionLabel } from '@galley/shared/article/section-label.ts';
import type { Hint } from '@galley/shared/checks/checks.ts';
import { hintCodes } from '@galley/shared/checks/levels.ts';
import { Button, UnstyledButton } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { type RefObject, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../app/people.ts';
import { showProblem, showToast } from '../app/toasts.ts';
import { useOutline } from '../collab/use-yjs.ts';
import { useArticle } from '../editor/article-context.ts';
import { useSuggestionStore } from '../review/article-review.ts';
import { useSectionStatuses } from '../review/sections/section-statuses.ts';
import { announce } from '../ui/announcer.tsx';
import { placeOfHint } from './checked-blocks.ts';
import classes from './checks-panel.module.css';
import { LevelSign } from './level-sign.tsx';
import { replaceInFork, replaceWords, suggestWords } from './replace-words.ts';
import { showWords } from './show-words.ts';
import type { LookedAt } from './use-checks.ts';
import { useSuggested } from './use-suggested.ts';

interface HintsProps {
  report: LookedAt;
  /** What has the focus when a hint that was dealt with goes. */
  heading: RefObject<HTMLElement | null>;
  onGone?: (() => void) | undefined;
}

export function Hints({ report, heading, onGone }: HintsProps) {
  const { t } = useTranslation('checks');
  const nameOf = usePlaceNames();
  const suggested = useSuggested(report);
  const act = useActs(report, onGone);
  const acted = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each report rows may have gone
  useEffect(() => {
    if (acted.current && document.activeElement === document.body) heading.current?.focus();
    acted.current = false;
  }, [report]);
  if (report.hints.length === 0)
    return (
      <p className={classes.clean}>
        <IconCircleCheck size={18} aria-hidden />
        {t('none')}
      </p>
    );
  const places = [...new Set(report.hints.map(({ place }) => place))];
  return places.map((place) => (
    <div key={place} className={classes.place}>
      <h3 className={classes.placeName}>{nameOf(place)}</h3>
      <ul className={classes.list}>
        {report.hints
          .filter((hint) => hint.place === place)
          .map((hint) => (
            <HintRow
              key={`${hint.code} ${hint.block} ${hint.from}`}
              hint={hint}
              suggested={suggested.has(hint)}
              onGo={() => act.go(hint)}
              onReplace={(words) => {
                acted.current = true;
                act.replace(hint, words);
              }}
              onSuggest={(words) => act.suggest(hint, words)}
            />
          ))}
      </ul>
    </div>
  ));
}

/** What a part of the article is called. */
function usePlaceNames(): (place: Hint['place']) => string {
  const { t } = useTranslation('review');
  const { session, template, language } = useArticle();
  const outline = useOutline(session.doc);
  return (place) => {
    if (isLine(place)) return t(`line.${place}`);
    const entry = outline.find(({ id }) => id === place);
    return entry ? sectionLabel(entry, template, language) : '';
  };
}

/** What can be done with a hint. */
function useActs(report: LookedAt, onGone: (() => void) | undefined) {
  const { t } = useTranslation('checks');
  const { row, session, editors, suggesting } = useArticle();
  const suggestions = useSuggestionStore();
  const isReplacing = useRef(false);
  /** The editor of a hint's region and the place of its words in it; says so where they are gone. */
  const find = async (hint: Hint) => {
    const block = hint.block - report.blocks.findIndex(({ place }) => place === hint.place);
    const editor = await editors.ensure(hint.place);
    const place = placeOfHint(editor.state.doc, hint, block);
    if (!place) announce(t('gone'));
    return place && { editor, place };
  };
  return {
    go: async (hint: Hint) => {
      const found = await find(hint);
      if (!found) return;
      onGone?.();
      showWords(found.editor, found.place);
    },
    replace: async (hint: Hint, instead: string) => {
      // One at a time: until the answer comes the words still stand.
      if (isReplacing.current) return;
      isReplacing.current = true;
      try {
        const found = await find(hint);
        if (!found) return;
        const outcome = await replaceWords(row.id, session.connection, found.editor, found.place, instead);
        if (outcome === 'gone') showToast(t('gone'));
        else announce(t('replaced', { from: hint.quote, to: instead }));
      } catch (error) {
        showProblem(error);
      } finally {
        isReplacing.current = false;
      }
    },
    suggest: async (hint: Hint, instead: string) => {
      const found = await find(hint);
      if (!found) return;
      const { editor, place } = found;
      // What is changed while somebody suggests is a suggestion by itself.
      if (suggesting) replaceInFork(editor, place, instead, session.connection.steps);
      else if (!suggestWords(suggestions, hint.place, editor.state.doc, place, instead))
        return announce(t('suggestedAlready'));
      announce(t('suggestedTo', { from: hint.quote, to: instead }));
    },
  };
}

interface HintRowProps {
  hint: Hint;
  suggested: boolean;
  onGo: () => void;
  onReplace: (words: string) => void;
  onSuggest: (words: string) => void;
}

function HintRow({ hint, suggested, onGo, onReplace, onSuggest }: HintRowProps) {
  const { t } = useTranslation('checks');
  const people = usePeople();
  const { level, quote, style, advice, instead } = hint;
  const owner = style && people.get(style.word.owner)?.name;
  return (
    <li>
      <UnstyledButton className={classes.hint ?? ''} data-level={level} onClick={onGo}>
        <LevelSign level={level} />
        <span className={classes.what}>{sentenceOf(hint, t)}</span>
        <q className={classes.quote}>{shortened(quote)}</q>
      </UnstyledButton>
      {(style || advice || instead) && (
        <div className={classes.more}>
          {style && style.word.note !== '' && <p className={classes.note}>{style.word.note}</p>}
          {owner !== undefined && <p className={classes.quiet}>{t('styleOwner', { name: owner })}</p>}
          <Replacements hint={hint} suggested={suggested} onReplace={onReplace} onSuggest={onSuggest} />
        </div>
      )}
    </li>
  );
}

function sentenceOf({ code, count, style, advice }: Hint, t: TFunction<'checks'>): string {
  if (advice) return advice.message;
  if (style?.instead) return t('styleInstead', { instead: style.instead });
  const own = hintCodes.find((one) => one === code);
  return own ? t(`codes.${own}`, { count }) : '';
}

/** So many words are offered to stand in the place of others. */
const mostOffered = 3;

function Replacements({ hint, suggested, onReplace, onSuggest }: Omit<HintRowProps, 'onGo'>) {
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

const shownLetters = 90;

function shortened(quote: string): string {
  const line = quote.replaceAll('\ufffc', '·').trim();
  return line.length > shownLetters ? `${line.slice(0, shownLetters)} …` : line;
}
