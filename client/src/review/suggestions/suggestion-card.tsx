// One suggestion beside the text: who suggests what, and what can be done with it.
import { isLine } from '@galley/shared/article/region.ts';
import { ActionIcon, Badge, Button, CopyButton, Group, UnstyledButton } from '@mantine/core';
import { IconArrowBackUp, IconCheck, IconClock, IconMessagePlus, IconX } from '@tabler/icons-react';
import { Fragment, type KeyboardEvent, memo, type Ref, useImperativeHandle, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../../app/people.ts';
import { Face } from '../../ui/face.tsx';
import { TimeAgo } from '../../ui/time-ago.tsx';
import { useSuggestionStore } from '../article-review.ts';
import { cardAfter, focusCard } from '../threads/card-focus.ts';
import { CardFrame } from '../threads/card-frame.tsx';
import threadClasses from '../threads/thread-card.module.css';
import { isDecidable, useDecideOne } from './deciding.ts';
import type { ShownSuggestion } from './shown-suggestions.ts';
import { StaleDialog } from './stale-dialog.tsx';
import classes from './suggestion-card.module.css';
import { formOf, kindOf, lineParts, shownTexts } from './suggestion-text.ts';
import { useUndoDecision } from './undo-decisions.ts';

interface SuggestionCardProps extends Omit<SuggestionContentProps, 'ref'> {
  active: boolean;
  /** Who suggests it. */
  author: string;
  /** The height that it takes while nobody can see it, in px; left out where it is drawn. */
  height: number | undefined;
}

interface SuggestionContentProps {
  suggestion: ShownSuggestion;
  /** What it quotes no longer stands in the text. */
  stale: boolean;
  /** Begins a comment on the words that it is about; left out where the person may not. */
  onComment: ((suggestion: ShownSuggestion) => void) | undefined;
  /** Leads to the text; left out where it stands beside the card anyway. */
  onGo?: () => void;
  ref: Ref<Decider>;
}

/** Decides by a key that the card got. */
type Decider = (event: KeyboardEvent) => void;

/** Drawn anew only when it changes itself: there may be hundreds beside a text that somebody types in. */
export const SuggestionCard = memo(function SuggestionCard({
  active,
  author,
  height,
  ...content
}: SuggestionCardProps) {
  const { t } = useTranslation('suggestions');
  const { rights } = useSuggestionStore();
  const decider = useRef<Decider>(null);
  const { id, state } = content.suggestion;
  const open = state === 'open';
  return (
    <CardFrame
      id={id}
      kind="suggestion"
      label={t('by', { name: author })}
      active={active}
      closed={!open}
      height={height}
      keyShortcuts={open && rights.decide ? 'A R' : undefined}
      onKeyDown={(event) => decider.current?.(event)}
    >
      {height === undefined && <SuggestionContent {...content} ref={decider} />}
    </CardFrame>
  );
});

function SuggestionContent({ suggestion, stale, onComment, onGo, ref }: SuggestionContentProps) {
  const { t } = useTranslation('suggestions');
  const store = useSuggestionStore();
  const person = usePeople().get(suggestion.author);
  const [comparing, setComparing] = useState(false);
  const deciding = useDecideOne(suggestion);
  const takeBack = useUndoDecision();
  const { id, state, createdAt } = suggestion;
  const open = state === 'open';
  const mine = suggestion.author === store.me;
  useImperativeHandle(ref, () => (event) => {
    if (!open || !store.rights.decide || event.altKey) return;
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
    const next = cardAfter(id);
    deciding.decide(verdict, () => focusCard(next));
  });

  return (
    <>
      <div className={threadClasses.comment}>
        {person && <Face person={person} size={22} />}
        <div className={threadClasses.said}>
          <div className={classes.who}>
            <strong>{person?.name ?? '?'}</strong>
            <span className={threadClasses.when}>
              <TimeAgo at={createdAt} />
            </span>
            {open && onComment && (
              <ActionIcon
                data-tip={t('comment')}
                size="sm"
                className={classes.comment ?? ''}
                aria-label={t('comment')}
                onClick={() => onComment(suggestion)}
              >
                <IconMessagePlus size={15} />
              </ActionIcon>
            )}
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
      <DeliveryStatus suggestion={suggestion} />
      {!open && <Decided suggestion={suggestion} />}
      {!open && store.rights.decide && (
        <Group gap={6}>
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<IconArrowBackUp size={13} />}
            onClick={() => takeBack(suggestion)}
          >
            {t('undo')}
          </Button>
        </Group>
      )}
      {open && (
        <Group gap={6}>
          {store.rights.decide && (
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
              onClick={() => store.do({ type: 'withdraw', id })}
            >
              {t('withdraw')}
            </Button>
          )}
        </Group>
      )}
      {(comparing || deciding.staleNow) && (
        <StaleDialog
          suggestion={suggestion}
          now={deciding.staleNow?.now}
          onReject={store.rights.decide ? () => deciding.decide('reject') : undefined}
          onClose={() => {
            setComparing(false);
            deciding.closeStale();
          }}
        />
      )}
    </>
  );
}

function What({ suggestion, onGo }: { suggestion: ShownSuggestion; onGo: (() => void) | undefined }) {
  const { t } = useTranslation('suggestions');
  const { region, change } = suggestion;
  const kind = kindOf(change);
  const { before, after } = shownTexts(change);
  const parts = change.type === 'line' ? lineParts(change) : [{ before, after }];
  const form = kind === 'format' && change.type !== 'line' ? formOf(change) : null;
  const text = (
    <>
      {isLine(region) && <strong>{t(`line.${region}`)} </strong>}
      <span className={classes.kind}>{t(`kind.${kind}`)}</span>{' '}
      {form ? (
        <>
          <q>{before}</q>{' '}
          {form.gains.length > 0 && <ins className={classes.come}>{form.gains.join(', ')}</ins>}{' '}
          {form.loses.length > 0 && <del className={classes.gone}>{form.loses.join(', ')}</del>}
        </>
      ) : (
        parts.map((part, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one change stand in their order
          <Fragment key={index}>
            {index > 0 && ' … '}
            {part.before !== '' && <del className={classes.gone}>{part.before}</del>}
            {part.before !== '' && part.after !== '' && ` ${t('replacedBy')} `}
            {part.after !== '' && <ins className={classes.come}>{part.after}</ins>}
          </Fragment>
        ))
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
function DeliveryStatus({ suggestion }: { suggestion: ShownSuggestion }) {
  const { t } = useTranslation('suggestions');
  const store = useSuggestionStore();
  const { waiting, change } = suggestion;
  if (!waiting) return null;
  if (!waiting.failed)
    return (
      <span className={threadClasses.delivery}>
        <IconClock size={13} aria-hidden />
        {t(waiting.delayed ? 'delayed' : 'waiting')}
      </span>
    );
  const { command } = waiting;
  const { after } = shownTexts(command.type === 'put' ? command.change : change);
  return (
    <div className={threadClasses.failed} role="alert">
      {t('refused')}
      <Group gap={6}>
        <Button size="compact-xs" variant="default" onClick={() => store.outbox.retry(waiting.id)}>
          {t('retry')}
        </Button>
        <Copy text={after} />
        <Button size="compact-xs" variant="default" onClick={() => store.outbox.discard(waiting.id)}>
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
