// A new article: its template, its language, and perhaps already its headline.
import type { NewArticle } from '@galley/shared/api/articles.ts';
import type { Template } from '@galley/shared/article/template.ts';
import { articleRoutes } from '@galley/shared/contract/articles.ts';
import type { TemplateId } from '@galley/shared/ids.ts';
import type { Language } from '@galley/shared/language.ts';
import {
  Button,
  Group,
  Input,
  Radio,
  SegmentedControl,
  Skeleton,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { call } from '../app/api.ts';
import { articlePath } from '../app/paths.ts';
import { problemText } from '../app/problem-text.ts';
import { keys } from '../app/query-keys.ts';
import { useMe } from '../app/session.tsx';
import { templatesQuery } from '../app/templates.ts';
import { Dialog } from '../ui/dialog.tsx';
import classes from './new-article-dialog.module.css';

interface NewArticleDialogProps {
  opened: boolean;
  onClose: () => void;
}

export function NewArticleDialog({ opened, onClose }: NewArticleDialogProps) {
  const { t } = useTranslation(['board', 'app']);
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      size="lg"
      title={<span className={classes.title}>{t('create.title')}</span>}
      closeButtonProps={{ 'aria-label': t('app:close') }}
    >
      <NewArticleForm onCancel={onClose} />
    </Dialog>
  );
}

function NewArticleForm({ onCancel }: { onCancel: () => void }) {
  const { t } = useTranslation(['board', 'app']);
  const me = useMe();
  const navigate = useNavigate();
  const client = useQueryClient();
  const { data: all } = useQuery(templatesQuery);
  const templates = all?.filter((template) => !template.archived) ?? [];
  const [chosen, setChosen] = useState<TemplateId | null>(null);
  const [language, setLanguage] = useState<Language>(me.language);
  const [headline, setHeadline] = useState('');
  const template = chosen ?? templates[0]?.id ?? null;

  const create = useMutation({
    mutationFn: (body: NewArticle) => call(articleRoutes.createArticle, { body }),
    onSuccess: (row) => {
      client.setQueryData(keys.article(row.id), row);
      void client.invalidateQueries({ queryKey: keys.articleLists });
      return navigate(articlePath(row.id));
    },
  });

  if (!all) return <Skeleton height={344} aria-busy />;
  if (templates.length === 0) return <Text c="dimmed">{t('create.noTemplates')}</Text>;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (template)
          create.mutate({ template, language, ...(headline.trim() && { headline: headline.trim() }) });
      }}
    >
      <Stack gap="lg">
        <Radio.Group label={t('create.template')} value={template} onChange={(value) => setChosen(value)}>
          <div className={classes.templates}>
            {templates.map((one) => (
              <TemplateCard key={one.id} template={one} language={language} />
            ))}
          </div>
        </Radio.Group>
        <Input.Wrapper label={t('create.language')} labelElement="div">
          <div>
            <SegmentedControl
              aria-label={t('create.language')}
              value={language}
              onChange={(value) => setLanguage(value as Language)}
              data={[
                { value: 'en', label: t('language.en') },
                { value: 'de', label: t('language.de') },
              ]}
            />
          </div>
        </Input.Wrapper>
        <TextInput
          label={t('create.headline')}
          description={t('create.headlineHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          maxLength={500}
          lang={language}
          data-autofocus
          value={headline}
          onChange={(event) => setHeadline(event.currentTarget.value)}
          classNames={{ input: classes.headline ?? '' }}
        />
        {create.isError && (
          <Text role="alert" c="var(--mantine-color-error)" size="sm">
            {problemText(create.error)}
          </Text>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel}>
            {t('app:cancel')}
          </Button>
          <Button type="submit" loading={create.isPending}>
            {t('create.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function TemplateCard({ template, language }: { template: Template; language: Language }) {
  const { t, i18n } = useTranslation('board');
  return (
    <Radio.Card value={template.id} className={classes.card ?? ''}>
      <span className={classes.name}>{template.name[i18n.language as Language]}</span>
      <span className={classes.count}>{t('create.sections', { count: template.sections.length })}</span>
      <span className={classes.sections} lang={language}>
        {template.sections.map((spec) => (
          <span key={spec.kind} className={classes.section} data-boxed={spec.boxed || undefined}>
            {spec.label[language]}
          </span>
        ))}
      </span>
    </Radio.Card>
  );
}
