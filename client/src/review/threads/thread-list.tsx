// The threads beside the text: cards in the margin at their passages, or a list where there is no room for a margin.
import { sectionOfSubject, type ThreadSubject } from '@galley/shared/api/threads.ts';
import { sectionOf } from '@galley/shared/article/region.ts';
import { sectionLabel } from '@galley/shared/article/section-label.ts';
import { newId, type SectionId, type UserId } from '@galley/shared/ids.ts';
import { ActionIcon, Button, Menu, SegmentedControl } from '@mantine/core';
import { IconCheck, IconFilter, IconMessagePlus } from '@tabler/icons-react';
import { type RefObject, useEffect, useMemo, useReducer, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../../app/people.ts';
import { useMe } from '../../app/session.tsx';
import { useOutline } from '../../collab/use-yjs.ts';
import { useArticle } from '../../editor/article-context.ts';
import { LazyMenu } from '../../ui/lazy-menu.tsx';
import { useSuggestionState, useThreadState, useThreadStore } from '../article-review.ts';
import { BulkMenu } from '../suggestions/bulk-menu.tsx';
import { useCommentOn } from '../suggestions/comment-on.ts';
import { filteredSuggestions, type ShownSuggestion } from '../suggestions/shown-suggestions.ts';
import { useStale } from '../suggestions/stale.ts';
import { SuggestionCard } from '../suggestions/suggestion-card.tsx';
import { cardOf } from '../suggestions/suggestion-place.ts';
import { useUndoKey } from '../suggestions/undo-decisions.ts';
import { CommentBox } from './comment-box.tsx';
import { useDrawnCards } from './drawn-cards.ts';
import { type Carded, useMarginLayout } from './margin-layout.ts';
import { ThreadCard } from './thread-card.tsx';
import classes from './thread-list.module.css';
import { type CardId, filtered, type ThreadFilter } from './thread-store.ts';
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

function NewThread({ subject }: { subject: ThreadSubject }) {
  const { t } = useTranslation('threads');
  const store = useThreadStore();
  const draftKept = useThreadState((state) => state.draftKept);
  const { row } = useArticle();
  return (
    <div className={classes.draft}>
      {subject.type === 'text' && <blockquote className={classes.quote}>{subject.quote.exact}</blockquote>}
      <CommentBox
        label={t('newComment')}
        placeholder={t('newHint')}
        submitLabel={t('comment')}
        autoFocus={!draftKept}
        unsent={store.unsent.get('draft')}
        onType={(text) => store.keepUnsent('draft', text)}
        onCancel={() => {
          store.unsent.delete('draft');
          store.endDraft();
        }}
        onSubmit={(body) => {
          const id = newId<ShownThread['id']>();
          const thread = { id, subject, blocking: false, comment: { id: newId<never>(), body } };
          store.outbox.add(row.id, { type: 'create', thread });
          store.unsent.delete('draft');
          store.endDraft();
          store.activate(id);
        }}
      />
    </div>
  );
}

function FilterBar({ suggestions }: { suggestions: readonly ShownSuggestion[] }) {
  const { t } = useTranslation('threads');
  const { t: words } = useTranslation('suggestions');
  const all = useSuggestionState((state) => state.suggestions);
  const store = useThreadStore();
  const filter = useThreadState((state) => state.filter);
  const threads = useThreadState((state) => state.threads);
  const { session, template, language } = useArticle();
  const people = usePeople();
  const sections = useOutline(session.doc).filter(({ removed }) => !removed);
  const authors = [
    ...new Set([
      ...threads.flatMap(({ comments }) => comments.map(({ author }) => author)),
      ...all.map(({ author }) => author),
    ]),
  ];
  const open = [...threads, ...all].filter(({ state }) => state === 'open').length;
  const narrowed = filter.section !== null || filter.person !== null || filter.kind !== 'all';
  const named = sections.map((entry) => ({ id: entry.id, label: sectionLabel(entry, template, language) }));
  return (
    <div className={classes.filter}>
      <SegmentedControl
        size="xs"
        aria-label={t('filter')}
        value={filter.show}
        onChange={(value) => store.filter({ show: value as ThreadFilter['show'] })}
        data={[
          { value: 'open', label: `${t('open')} ${open || ''}`.trim() },
          { value: 'resolved', label: t('resolved') },
          { value: 'mine', label: t('mine') },
        ]}
      />
      <LazyMenu
        position="bottom-end"
        width={230}
        closeOnItemClick={false}
        target={
          <ActionIcon size="md" variant={narrowed ? 'light' : 'subtle'} aria-label={t('narrow')}>
            <IconFilter size={15} />
          </ActionIcon>
        }
        dropdown={{ mah: 380, style: { overflowY: 'auto' } }}
      >
        <Menu.Label>{words('filter.label')}</Menu.Label>
        {(['all', 'comments', 'suggestions'] as const).map((kind) => (
          <Menu.Item
            key={kind}
            rightSection={filter.kind === kind && <IconCheck size={14} aria-label={t('chosen')} />}
            fw={filter.kind === kind ? 600 : 400}
            onClick={() => store.filter({ kind })}
          >
            {words(`filter.${kind}`)}
          </Menu.Item>
        ))}
        <Menu.Label>{t('bySection')}</Menu.Label>
        {named.map(({ id, label }) => (
          <Menu.Item
            key={id}
            rightSection={filter.section === id && <IconCheck size={14} aria-label={t('chosen')} />}
            fw={filter.section === id ? 600 : 400}
            onClick={() => store.filter({ section: filter.section === id ? null : id })}
          >
            {label}
          </Menu.Item>
        ))}
        {authors.length > 0 && <Menu.Label>{t('byPerson')}</Menu.Label>}
        {authors.map((id: UserId) => (
          <Menu.Item
            key={id}
            rightSection={filter.person === id && <IconCheck size={14} aria-label={t('chosen')} />}
            fw={filter.person === id ? 600 : 400}
            onClick={() => store.filter({ person: filter.person === id ? null : id })}
          >
            {people.get(id)?.name ?? '?'}
          </Menu.Item>
        ))}
        {narrowed && (
          <>
            <Menu.Divider />
            <Menu.Item onClick={() => store.filter({ kind: 'all', section: null, person: null })}>
              {t('all')}
            </Menu.Item>
          </>
        )}
      </LazyMenu>
      <BulkMenu shown={suggestions} sections={named} />
      {store.mayComment && (
        <Button
          size="compact-sm"
          variant="subtle"
          aria-label={t('commentArticle')}
          title={t('commentArticle')}
          onClick={() => store.compose({ type: 'article' })}
        >
          <IconMessagePlus size={16} />
        </Button>
      )}
    </div>
  );
}
