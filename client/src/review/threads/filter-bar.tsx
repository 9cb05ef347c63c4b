// Which cards stand beside the text: open or resolved, of which kind, in which section, by whom.
import { sectionLabel } from '@galley/shared/article/section-label.ts';
import type { UserId } from '@galley/shared/ids.ts';
import { ActionIcon, Button, Menu, SegmentedControl } from '@mantine/core';
import { IconCheck, IconFilter, IconMessagePlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../../app/people.ts';
import { useOutline } from '../../collab/use-yjs.ts';
import { useArticle } from '../../editor/article-context.ts';
import { LazyMenu } from '../../ui/lazy-menu.tsx';
import { useSuggestionState, useThreadState, useThreadStore } from '../article-review.ts';
import { BulkMenu } from '../suggestions/bulk-menu.tsx';
import type { ShownSuggestion } from '../suggestions/shown-suggestions.ts';
import classes from './thread-list.module.css';
import type { ThreadFilter } from './thread-store.ts';

/** The head of the cards: the filters, what is done with all suggestions that they let through, and a comment on the article. */
export function FilterBar({ suggestions }: { suggestions: readonly ShownSuggestion[] }) {
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
