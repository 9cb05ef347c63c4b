// The sections of the site, within its settings: their order, what they are called, where they are.
import { type ListedSiteSection, maxSiteSections } from '@galley/shared/api/site-sections.ts';
import { siteSectionRoutes as routes } from '@galley/shared/contract/site-sections.ts';
import { ActionIcon, Anchor, Button, Text } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconExternalLink, IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../app/api.ts';
import { problemText } from '../app/problem-text.ts';
import { siteSectionsQuery } from '../app/site-sections.ts';
import { showProblem } from '../app/toasts.ts';
import classes from './site-page.module.css';
import { SiteSectionForm } from './site-section-form.tsx';

export function SiteSections() {
  const { t } = useTranslation('site');
  const client = useQueryClient();
  const { data: sections = [], error } = useQuery(siteSectionsQuery);
  /** What is open above the list; null in it stands for a new one. */
  const [form, setForm] = useState<{ section: ListedSiteSection | null } | null>(null);
  const [said, setSaid] = useState('');
  const reorder = useMutation({
    mutationFn: (wanted: readonly ListedSiteSection[]) =>
      call(routes.orderSiteSections, { body: { order: wanted.map(({ id }) => id) } }),
    // The next press of the same button is about the new order.
    onMutate: (wanted) => client.setQueryData(siteSectionsQuery.queryKey, [...wanted]),
    onSuccess: (now) => client.setQueryData(siteSectionsQuery.queryKey, now),
    onError: async (problem) => {
      showProblem(problem);
      await client.invalidateQueries({ queryKey: siteSectionsQuery.queryKey });
    },
  });
  const move = (index: number, by: -1 | 1) => {
    const wanted = [...sections];
    wanted.splice(index + by, 0, ...wanted.splice(index, 1));
    setSaid(t('sections.moved', { name: sections[index]?.name ?? '', place: index + by + 1 }));
    reorder.mutate(wanted);
  };
  const common = { variant: 'subtle', color: 'gray' } as const;
  return (
    <section className={classes.card} aria-labelledby="site-sections">
      <h2 id="site-sections">{t('sections.title')}</h2>
      <Text size="sm" c="dimmed">
        {t('sections.intro')}
      </Text>
      {error && sections.length === 0 && <p role="alert">{problemText(error)}</p>}
      {sections.length > 0 && (
        <ol className={classes.ordered}>
          {sections.map((section, index) => {
            const { id, slug, name, articles } = section;
            return (
              <li key={id}>
                <span className={classes.section}>
                  <b>{name}</b>
                  <span className={classes.sectionFacts}>
                    <Anchor href={`/sections/${slug}`} target="_blank" size="xs">
                      /sections/{slug} <IconExternalLink size={13} aria-hidden />
                    </Anchor>
                    <Text span size="xs" c="dimmed">
                      {t('sections.articles', { count: articles })}
                    </Text>
                  </span>
                </span>
                <span className={classes.places}>
                  <ActionIcon
                    {...common}
                    aria-label={t('up', { name })}
                    disabled={index === 0}
                    onClick={() => move(index, -1)}
                  >
                    <IconArrowUp size={16} />
                  </ActionIcon>
                  <ActionIcon
                    {...common}
                    aria-label={t('down', { name })}
                    disabled={index === sections.length - 1}
                    onClick={() => move(index, 1)}
                  >
                    <IconArrowDown size={16} />
                  </ActionIcon>
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={t('sections.changeOf', { name })}
                    onClick={() => setForm({ section })}
                  >
                    {t('sections.change')}
                  </Button>
                </span>
              </li>
            );
          })}
        </ol>
      )}
      {sections.length < maxSiteSections && (
        <Button
          variant="default"
          className={classes.addLink ?? ''}
          leftSection={<IconPlus size={16} />}
          onClick={() => setForm({ section: null })}
        >
          {t('sections.add')}
        </Button>
      )}
      <span className={classes.said} role="status">
        {said}
      </span>
      {form && <SiteSectionForm section={form.section} onClose={() => setForm(null)} />}
    </section>
  );
}
