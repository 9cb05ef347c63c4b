// One suggestion beside the text: who suggests what, and what can be done with it.

import { isOfLine, isOfSection } from '@galley/shared/api/suggestions.ts';
import type { ThreadSubject } from '@galley/shared/api/threads.ts';
import { sectionFragment } from '@galley/shared/article/document.ts';
import { layOut, quoteOf } from '@galley/shared/review/quotes.ts';
import { ActionIcon, Badge, Button, CopyButton, Group, Tooltip, UnstyledButton } from '@mantine/core';
import { IconArrowBackUp, IconCheck, IconClock, IconMessagePlus, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, memo, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../../app/people.ts';
import { useArticle } from '../../editor/article-context.ts';
import { sectionDocument } from '../../editor/region-text.ts';
import { Face } from '../../ui/face.tsx';
import { TimeAgo } from '../../ui/time-ago.tsx';
import threadClasses from '../threads/thread-card.module.css';
import { useThreadDesk } from '../threads/thread-desk.ts';
import { isDecidable, useDecideOne } from './deciding.ts';
import type { ShownSuggestion } from './shown-suggestions.ts';
import { StaleDialog } from './stale-dialog.tsx';
import classes from './suggestion-card.module.css';
import { useSuggestionDesk } from './suggestion-desk.ts';
import { placeOf } from './suggestion-marks.ts';
import { formOf, kindOf, shownTexts } from './suggestion-text.ts';

interface SuggestionCardProps {
  suggestion: ShownSuggestion;
  active: boolean;
  /** What it quotes no longer stands in the text. */
  stale: boolean;
  /** Leads to the text; left out where it stands beside the card anyway. */
  onGo?: () => void;
}

/** Drawn anew only when it changes itself: there may be hundreds beside a text that somebody types in. */
export const SuggestionCard = memo(function SuggestionCard({
  suggestion,
  active,
  stale,
  onGo,
}: SuggestionCardProps) {
  const { t } = useTranslation('suggestions');
  const desk = useSuggestionDesk();
  const threads = useThreadDesk();
  const person = usePeople().get(suggestion.author);
  const card = useRef<HTMLElement>(null);
  const [comparing, setComparing] = useState(false);
  const deciding = useDecideOne(suggestion);
  const { id, state, createdAt } = suggestion;
  const open = state === 'open';
  const mine = suggestion.author === desk.me;
  const comment = useCommentOn(suggestion);
  useEffect(() => {
    if (active && !card.current?.contains(document.activeElement))
      card.current?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  const onKeyDown = (event: KeyboardEvent) => {
    const decides = event.target === card.current && open && desk.rights.decide;
    if (!decides || event.altKey) return;
    const key = event.key.toLowerCase();
    const withMod = event.ctrlKey || event.metaKey;
    const verdict =
      (key === 'enter' && withMod) || (key === 'a' && !withMod)
        ? 'accept'
        : key === 'r' && !withMod
          ? 'reject'
          : null;
    if (verdict === null) return;
    event.preventDefault();
    deciding.decide(verdict);
  };

  return (
    <section
      ref={card}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the keys that lead from card to card lead here
      tabIndex={0}
      aria-label={t('by', { name: person?.name ?? '?' })}
      aria-keyshortcuts={open && desk.rights.decide ? 'A R' : undefined}
      className={threadClasses.card}
      data-active={active || undefined}
      data-resolved={!open || undefined}
      data-suggestion-card={id}
      onFocus={() => threads.activate(id)}
      onMouseEnter={() => threads.hover(id)}
      onMouseLeave={() => threads.hover(null)}
      onKeyDown={onKeyDown}
    >
      <div className={threadClasses.comment}>
        {person && <Face person={person} size={22} />}
        <div className={threadClasses.said}>
          <div className={classes.who}>
            <strong>{person?.name ?? '?'}</strong>
            <span className={threadClasses.when}>
              <TimeAgo at={createdAt} />
            </span>
          </div>
          <What suggestion={suggestion} onGo={onGo} />
        </div>
      </div>
      {stale && open && (
        <p className={classes.stale}>
          {t('stale')}{' '}
          <UnstyledButton className={classes.compare ?? ''} onClick={() => setComparing(true)}>
            {t('compare')}
          </UnstyledButton>
        </p>
      )}
      <Fate suggestion={suggestion} />
      {!open && <Decided suggestion={suggestion} />}
      {open && (
        <Group gap={6}>
          {desk.rights.decide && (
            <>
              <Button
                size="compact-xs"
                variant="light"
                color="green"
                leftSection={<IconCheck size={13} />}
                loading={deciding.pending}
                disabled={!isDecidable(suggestion)}
                onClick={() => deciding.decide('accept')}
              >
                {t('accept')}
              </Button>
              <Button
                size="compact-xs"
                variant="light"
                color="red"
                leftSection={<IconX size={13} />}
                disabled={deciding.pending || !isDecidable(suggestion)}
                onClick={() => deciding.decide('reject')}
              >
                {t('reject')}
              </Button>
            </>
          )}
          {mine && (
            <Button
              size="compact-xs"
              variant="default"
              leftSection={<IconArrowBackUp size={13} />}
              onClick={() => desk.do({ type: 'withdraw', id })}
            >
              {t('withdraw')}
            </Button>
          )}
          {comment && (
            <Tooltip label={t('comment')}>
              <ActionIcon
                size="sm"
                className={classes.comment ?? ''}
                aria-label={t('comment')}
                onClick={comment}
              >
                <IconMessagePlus size={15} />
              </ActionIcon>
            </Tooltip>
          )}
        </Group>
      )}
      {(comparing || deciding.staleNow) && (
        <StaleDialog
          suggestion={suggestion}
          now={deciding.staleNow?.now}
          onReject={desk.rights.decide ? () => deciding.decide('reject') : undefined}
          onClose={() => {
            setComparing(false);
            deciding.closeStale();
          }}
        />
      )}
    </section>
  );
});

function What({ suggestion, onGo }: { suggestion: ShownSuggestion; onGo: (() => void) | undefined }) {
  const { t } = useTranslation('suggestions');
  const { t: editor } = useTranslation('editor');
  const { change } = suggestion;
  const kind = kindOf(change);
  const { before, after } = shownTexts(change);
  const form = kind === 'format' && change.type !== 'line' ? formOf(change) : null;
  const text = (
    <>
      {change.type === 'line' && <strong>{editor(change.line)} </strong>}
      <span className={classes.kind}>{t(`kind.${kind}`)}</span>{' '}
      {form ? (
        <>
          <q>{before}</q>{' '}
          {form.gains.length > 0 && <ins className={classes.come}>{form.gains.join(', ')}</ins>}{' '}
          {form.loses.length > 0 && <del className={classes.gone}>{form.loses.join(', ')}</del>}
        </>
      ) : (
        <>
          {before !== '' && <del className={classes.gone}>{before}</del>}
          {kind === 'replace' && ` ${t('replacedBy')} `}
          {after !== '' && <ins className={classes.come}>{after}</ins>}
        </>
      )}
    </>
  );
  return onGo ? (
    <UnstyledButton className={classes.what ?? ''} onClick={onGo}>
      {text}
    </UnstyledButton>
  ) : (
    <p className={classes.what}>{text}</p>
  );
}

/** That it has not reached the server yet, or was refused. */
function Fate({ suggestion }: { suggestion: ShownSuggestion }) {
  const { t } = useTranslation('suggestions');
  const desk = useSuggestionDesk();
  const { waiting, change } = suggestion;
  if (!waiting) return null;
  if (!waiting.failed)
    return (
      <span className={threadClasses.fate}>
        <IconClock size={13} aria-hidden />
        {t('waiting')}
      </span>
    );
  const { deed } = waiting;
  const { after } = shownTexts(deed.type === 'put' ? deed.change : change);
  return (
    <div className={threadClasses.failed} role="alert">
      {t('refused')}
      <Group gap={6}>
        <Button size="compact-xs" variant="default" onClick={() => desk.outbox.retry(waiting.id)}>
          {t('retry')}
        </Button>
        <Copy text={after} />
        <Button size="compact-xs" variant="default" onClick={() => desk.outbox.discard(waiting.id)}>
          {t('discard')}
        </Button>
      </Group>
    </div>
  );
}

function Copy({ text }: { text: string }) {
  const { t } = useTranslation('suggestions');
  return (
    <CopyButton value={text}>
      {({ copied, copy }) => (
        <Button size="compact-xs" variant="default" onClick={copy}>
          {t(copied ? 'copied' : 'copy')}
        </Button>
      )}
    </CopyButton>
  );
}

function Decided({ suggestion: { state, decidedBy, decidedAt } }: { suggestion: ShownSuggestion }) {
  const { t } = useTranslation('suggestions');
  const people = usePeople();
  if (state !== 'accepted' && state !== 'rejected') return null;
  const name = (decidedBy && people.get(decidedBy)?.name) ?? '?';
  return (
    <div className={threadClasses.tags}>
      <Badge size="sm" color={state === 'accepted' ? 'green' : 'red'} variant="light">
        {t(`state.${state}`)}
      </Badge>
      <span>
        {name}
        {decidedAt && (
          <>
            , <TimeAgo at={decidedAt} />
          </>
        )}
      </span>
    </div>
  );
}

/** Begins a comment on the words that the suggestion is about; null where that can't be. */
function useCommentOn(suggestion: ShownSuggestion): (() => void) | null {
  const { session } = useArticle();
  const threads = useThreadDesk();
  if (!threads.mayComment) return null;
  return () => threads.compose(subject());

  function subject(): ThreadSubject {
    if (isOfLine(suggestion)) return { type: 'line', line: suggestion.change.line };
    if (!isOfSection(suggestion)) return { type: 'article' };
    const { section, change } = suggestion;
    const doc = sectionDocument(sectionFragment(session.doc, section));
    const place = doc && placeOf(doc, change);
    if (!doc || !place) return { type: 'section', section };
    const quote = place.from < place.to ? quoteOf(layOut(doc), place.from, place.to) : null;
    if (quote) return { type: 'text', section, quote };
    const block: unknown = doc.resolve(place.from).parent.attrs.id;
    return typeof block === 'string' ? { type: 'block', section, block } : { type: 'section', section };
  }
}
