// The threads beside the text: cards in the margin at their passages, or a list where there is no room for a margin.
import { sectionOfSubject } from '@galley/shared/api/threads.ts';
import { sectionOf } from '@galley/shared/article/region.ts';
import type { SectionId, UserId } from '@galley/shared/ids.ts';
import { type RefObject, useEffect, useMemo, useReducer, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../../app/people.ts';
import { useMe } from '../../app/session.tsx';
import { useOutline } from '../../collab/use-yjs.ts';
import { useArticle } from '../../editor/article-context.ts';
import { useSuggestionState, useThreadState } from '../article-review.ts';
import { useCommentOn } from '../suggestions/comment-on.ts';
import { filteredSuggestions } from '../suggestions/shown-suggestions.ts';
import { useStale } from '../suggestions/stale.ts';
import { SuggestionCard } from '../suggestions/suggestion-card.tsx';
import { cardOf } from '../suggestions/suggestion-place.ts';
import { useUndoKey } from '../suggestions/undo-decisions.ts';
import { useDrawnCards } from './drawn-cards.ts';
import { FilterBar } from './filter-bar.tsx';
import { type Carded, useMarginLayout } from './margin-layout.ts';
import { NewThread } from './new-thread.tsx';
import { ThreadCard } from './thread-card.tsx';
import classes from './thread-list.module.css';
import { type CardId, filtered } from './thread-store.ts';
import type { ShownThread } from './with-waiting.ts';

/** Cards beside the paper. */
export function ThreadMargin() {
  const { t } = useTranslation('threads');
  const me = useMe();
  const all = useThreadState((state) => state.threads);
  const filter = useThreadState((state) => state.filter);
  const draft = useThreadState((state) => state.draft);
  const lookedAt = useThreadState((state) => state.active);
  const margin = useRef<HTMLDivElement>(null);
  // Not with each card that the pointer passes.
  const threads = useMemo(() => filtered({ threads: all, filter }, me.id), [all, filter, me.id]);
  const { suggestions, stale } = useShownSuggestions();
  const cards = useMemo(
    (): Carded[] => [
      ...threads,
      ...suggestions.map(cardOf),
      ...(draft ? [{ id: 'draft', subject: draft }] : []),
    ],
    [threads, suggestions, draft],
  );
  const active = draft ? 'draft' : lookedAt;
  const places = useMarginLayout(margin, cards, active);
  const propsOf = useCardProps(margin, cards);
  const onComment = useCommentOn();
  const undo = useUndoKey();
  const inOrder = useSeenOrder(margin, places, [
    ...threads.map((thread) => ({ id: thread.id as string, thread })),
    ...suggestions.map((suggestion) => ({ id: suggestion.id as string, suggestion })),
    ...(draft ? [{ id: 'draft', draft }] : []),
  ]);
  const placeOf = (id: string, height: number | undefined) => {
    const place = places.get(id);
    return {
      'data-card': id,
      'data-drawn': height === undefined || undefined,
      className: classes.place,
      style: place ? { top: `${place.top}px` } : { display: 'none' },
    };
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it holds the cards, whose keys come up to it
    <div className={classes.side} tabIndex={-1} data-cards onKeyDown={undo}>
      <FilterBar suggestions={suggestions} />
      {cards.length === 0 && <p className={classes.none}>{t('none')}</p>}
      <div ref={margin} className={classes.margin}>
        {inOrder.map((card) => {
          if ('thread' in card) {
            const { thread } = card;
            const props = propsOf(thread.id, beganBy(thread));
            const gone = places.get(thread.id)?.gone ?? false;
            return (
              <div key={thread.id} {...placeOf(thread.id, props.height)}>
                <ThreadCard {...props} thread={thread} gone={gone} quoted={false} />
              </div>
            );
          }
          if ('suggestion' in card) {
            const { suggestion } = card;
            const props = propsOf(suggestion.id, suggestion.author);
            return (
              <div key={suggestion.id} {...placeOf(suggestion.id, props.height)}>
                <SuggestionCard
                  {...props}
                  suggestion={suggestion}
                  stale={stale.has(suggestion.id)}
                  onComment={onComment}
                />
              </div>
            );
          }
          return (
            <div key="draft" {...placeOf('draft', undefined)}>
              {/* It takes the focus as it comes, and what has no place yet can't. */}
              {places.has('draft') && <NewThread subject={card.draft} />}
            </div>
          );
        })}
      </div>
    </div>
  );
}

/**
 * The cards as they stand on the page, for the keyboard and screen readers. While one of them has the focus none changes its
 * place: an element that is moved loses the focus.
 */
function useSeenOrder<Card extends { id: string }>(
  margin: RefObject<HTMLElement | null>,
  places: ReadonlyMap<string, { top: number }>,
  cards: readonly Card[],
): Card[] {
  const last = useRef<readonly string[]>([]);
  const holdsFocus = margin.current?.contains(document.activeElement) ?? false;
  const keyOf = (id: string) => {
    const key = holdsFocus ? last.current.indexOf(id) : (places.get(id)?.top ?? -1);
    return key === -1 ? Number.MAX_VALUE : key;
  };
  const sorted = [...cards].sort((a, b) => keyOf(a.id) - keyOf(b.id));
  const [, sortAnew] = useReducer((times: number) => times + 1, 0);
  useEffect(() => {
    last.current = sorted.map(({ id }) => id);
    // The card with the focus is gone with this rendering, or the focus has gone elsewhere meanwhile.
    if (holdsFocus && !margin.current?.contains(document.activeElement)) sortAnew();
  });
  return sorted;
}

/** One under the other, for narrow windows and phones. */
export function ThreadStack({ onGo }: { onGo: (id: string, section: SectionId | null) => void }) {
  const { t } = useTranslation('threads');
  const me = useMe();
  const threads = useThreadState((state) => state.threads);
  const filter = useThreadState((state) => state.filter);
  const draft = useThreadState((state) => state.draft);
  const active = useThreadState((state) => state.active);
  const { session } = useArticle();
  const outline = useOutline(session.doc);
  const stack = useRef<HTMLDivElement>(null);
  const { suggestions, stale } = useShownSuggestions();
  const cards = useMemo(() => {
    const order = outline.map(({ id }) => id);
    const placeOf = (section: SectionId | null) => (section === null ? -1 : order.indexOf(section));
    return [
      ...filtered({ threads, filter }, me.id).map((thread) => ({
        section: sectionOfSubject(thread.subject),
        thread,
      })),
      ...suggestions.map((suggestion) => ({ section: sectionOf(suggestion.region), suggestion })),
    ].sort((a, b) => placeOf(a.section) - placeOf(b.section));
  }, [threads, filter, me.id, suggestions, outline]);
  const propsOf = useCardProps(stack, cards);
  const onComment = useCommentOn();
  const undo = useUndoKey();
  useEffect(() => {
    const card = active === null ? null : stack.current?.querySelector(`[data-card="${active}"]`);
    if (card && !card.contains(document.activeElement)) card.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it holds the cards, whose keys come up to it
    <div ref={stack} className={classes.stack} tabIndex={-1} data-cards onKeyDown={undo}>
      <FilterBar suggestions={suggestions} />
      {draft && <NewThread subject={draft} />}
      {cards.map((card) =>
        'thread' in card ? (
          <div key={card.thread.id} data-card={card.thread.id}>
            <ThreadCard
              {...propsOf(card.thread.id, beganBy(card.thread))}
              thread={card.thread}
              gone={false}
              quoted
              onGo={() => onGo(card.thread.id, card.section)}
            />
          </div>
        ) : (
          <div key={card.suggestion.id} data-card={card.suggestion.id}>
            <SuggestionCard
              {...propsOf(card.suggestion.id, card.suggestion.author)}
              suggestion={card.suggestion}
              stale={stale.has(card.suggestion.id)}
              onComment={onComment}
              onGo={() => onGo(card.suggestion.id, card.section)}
            />
          </div>
        ),
      )}
      {cards.length === 0 && !draft && <p className={classes.none}>{t('none')}</p>}
    </div>
  );
}

/** What both kinds of cards are given. */
function useCardProps(around: RefObject<HTMLElement | null>, cards: readonly unknown[]) {
  const active = useThreadState((state) => state.active);
  const people = usePeople();
  const heightOf = useDrawnCards(around, cards);
  return (id: CardId, author: UserId | undefined) => ({
    active: id === active,
    author: (author && people.get(author)?.name) ?? '?',
    height: id === active ? undefined : heightOf(id),
  });
}

function beganBy({ comments }: ShownThread): UserId | undefined {
  return comments[0]?.author;
}

/** The suggestions that the filter lets through, and which of them no longer fit. */
function useShownSuggestions() {
  const me = useMe();
  const filter = useThreadState((state) => state.filter);
  const all = useSuggestionState((state) => state.suggestions);
  const { session } = useArticle();
  const suggestions = useMemo(() => filteredSuggestions(all, filter, me.id), [all, filter, me.id]);
  return { suggestions, stale: useStale(session.doc, suggestions) };
}
