// Deciding on many suggestions at once: those of a section, of a person, or all that are shown.
import type { SectionId, UserId } from '@galley/shared/ids.ts';
import { ActionIcon, Button, Group, Menu, Text } from '@mantine/core';
import { IconChecks, IconX } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../../app/people.ts';
import { showToast } from '../../app/toasts.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { LazyMenu } from '../../ui/lazy-menu.tsx';
import { useSuggestionStore } from '../article-review.ts';
import { isDecidable, summary } from './deciding.ts';
import type { ShownSuggestion } from './shown-suggestions.ts';
import { showDecided } from './undo-decisions.ts';
import { useDecide } from './use-decide.ts';

interface BulkMenuProps {
  /** Those that the margin shows. */
  shown: readonly ShownSuggestion[];
  sections: readonly { id: SectionId; label: string }[];
}

interface Asked {
  verdict: 'accept' | 'reject';
  /** As they were shown when the question was put. */
  suggestions: readonly ShownSuggestion[];
}

/** Decides on many at once: on all that are shown, a section's or a person's. Nothing for who may not. */
export function BulkMenu({ shown, sections }: BulkMenuProps) {
  const { t } = useTranslation('suggestions');
  const { t: general } = useTranslation();
  const store = useSuggestionStore();
  const people = usePeople();
  const client = useQueryClient();
  const decision = useDecide(store.article);
  const [asked, setAsked] = useState<Asked | null>(null);
  const open = shown.filter(isDecidable);
  if (!store.rights.decide || (open.length === 0 && !asked)) return null;
  const authors = [...new Set(open.map(({ author }) => author))];
  const groups = [
    { key: 'all', label: t('bulk.shown'), suggestions: open },
    ...sections.map(({ id, label }) => ({
      key: id,
      label: t('bulk.section', { name: label }),
      suggestions: open.filter(({ region }) => region === id),
    })),
    ...authors.map((author: UserId) => ({
      key: author,
      label: t('bulk.person', { name: people.get(author)?.name ?? '?' }),
      suggestions: open.filter((one) => one.author === author),
    })),
  ].filter(({ suggestions }) => suggestions.length > 0);
  const decide = () => {
    if (!asked) return;
    decision.mutate(
      { shown: asked.suggestions, verdict: asked.verdict },
      {
        onSuccess: (results) => {
          const verdict = asked.verdict === 'accept' ? 'accepted' : 'rejected';
          const done = results.filter(({ outcome }) => outcome === verdict).map(({ id }) => id);
          if (done.length < results.length) showToast(summary(results), { autoClose: 9000 });
          showDecided(client, store.article, verdict, done);
        },
        onSettled: () => setAsked(null),
      },
    );
  };
  return (
    <>
      <LazyMenu
        position="bottom-end"
        width={280}
        target={
          <ActionIcon size="md" variant="subtle" aria-label={t('bulk.menu')} title={t('bulk.menu')}>
            <IconChecks size={16} />
          </ActionIcon>
        }
        dropdown={{ mah: 420, style: { overflowY: 'auto' } }}
      >
        {(['accept', 'reject'] as const).map((verdict) => (
          <div key={verdict}>
            <Menu.Label>{t(`bulk.${verdict}`)}</Menu.Label>
            {groups.map(({ key, label, suggestions }) => (
              <Menu.Item
                key={key}
                aria-label={`${t(`bulk.${verdict}`)}: ${label}`}
                leftSection={verdict === 'accept' ? <IconChecks size={15} /> : <IconX size={15} />}
                rightSection={
                  <Text size="xs" c="dimmed">
                    {suggestions.length}
                  </Text>
                }
                onClick={() => setAsked({ verdict, suggestions })}
              >
                {label}
              </Menu.Item>
            ))}
          </div>
        ))}
      </LazyMenu>
      {asked && (
        <Dialog
          opened
          onClose={() => setAsked(null)}
          title={t(`bulk.ask.${asked.verdict}`, { count: asked.suggestions.length })}
          size="sm"
          withCloseButton={false}
        >
          <Text size="sm">{t(`bulk.why.${asked.verdict}`)}</Text>
          <Group justify="flex-end" gap="xs" mt="lg">
            <Button variant="default" onClick={() => setAsked(null)}>
              {general('cancel')}
            </Button>
            <Button
              color={asked.verdict === 'accept' ? 'green.8' : 'red'}
              loading={decision.isPending}
              onClick={decide}
              data-autofocus
            >
              {t(asked.verdict)}
            </Button>
          </Group>
        </Dialog>
      )}
    </>
  );
}
