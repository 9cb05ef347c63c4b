// One template, being edited: its names, its sections in their order, and what each section asks for.
import type { Template } from '@galley/shared/article/template.ts';
import type { Language } from '@galley/shared/language.ts';
import { Alert, Anchor, Button, Group, Skeleton, Text, TextInput } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import { IconAlertTriangle, IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type RefObject, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useBlocker, useNavigate, useParams } from 'react-router';
import { templatesQuery } from '../app/templates.ts';
import { showToast } from '../app/toasts.ts';
import { Dialog } from '../ui/dialog.tsx';
import { MessagePage } from '../ui/message-page.tsx';
import { PageTitle } from '../ui/page-title.tsx';
import { TemplateChecks } from './template-checks.tsx';
import { contentOf, differs, draftOf, emptyDraft, type TemplateDraft } from './template-draft.ts';
import { mistakesOf } from './template-mistakes.ts';
import classes from './template-page.module.css';
import { useSaveTemplate } from './template-requests.ts';
import { TemplateReview } from './template-review.tsx';
import { TemplateSections } from './template-sections.tsx';

export function TemplatePage() {
  const { t } = useTranslation('templates');
  const { id } = useParams();
  const { data: templates } = useQuery(templatesQuery);
  if (id === undefined) return <TemplateEditor key="new" current={null} />;
  if (!templates) return <Skeleton height={480} m={32} radius="lg" />;
  const current = templates.find((template) => template.id === id);
  if (!current)
    return (
      <MessagePage
        title={t('editor.notFound')}
        actions={
          <Button component={Link} to="/templates">
            {t('title')}
          </Button>
        }
      >
        {null}
      </MessagePage>
    );
  return <TemplateEditor key={current.id} current={current} />;
}

const blank = contentOf(emptyDraft());

/** `current` is the template as the server has it; null for one that is yet to be made. */
function TemplateEditor({ current }: { current: Template | null }) {
  const { t, i18n } = useTranslation(['templates', 'app']);
  const language = i18n.language as Language;
  const navigate = useNavigate();
  const save = useSaveTemplate();
  // The version that the draft began with: saving against another one is refused.
  const [base, setBase] = useState(current);
  const [draft, setDraft] = useState<TemplateDraft>(() => (current ? draftOf(current) : emptyDraft()));
  const [mistakesShown, setMistakesShown] = useState(false);
  // A ref, for the way to the list is taken before the page is rendered again.
  const leaving = useRef(false);
  const changed = isChanged(draft, base);
  const conflict = base !== null && current !== null && current.version !== base.version;

  const begin = (template: Template) => {
    setBase(template);
    setDraft(draftOf(template));
    setMistakesShown(false);
  };
  // Nothing of one's own would be lost: go on with what somebody else saved.
  if (conflict && !changed && !save.isPending) begin(current);

  const mistakes = mistakesOf(draft);
  const shownMistakes = mistakesShown ? mistakes : [];
  const submit = (against: Template | null) => {
    setMistakesShown(true);
    if (mistakes.length > 0) return;
    save.mutate(
      { base: against, content: contentOf(draft) },
      {
        onSuccess: (saved) => {
          begin(saved);
          const name = saved.name[language];
          showToast(t(against ? 'done.saved' : 'done.created', { name }));
          if (against) return;
          leaving.current = true;
          void navigate('/templates');
        },
      },
    );
  };

  const title = current ? current.name[language] : t('editor.newTitle');
  return (
    <form
      className={classes.page}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit(base);
      }}
    >
      <PageTitle>{title}</PageTitle>
      <div className={classes.bar}>
        <div className={classes.where}>
          <Anchor component={Link} to="/templates" className={classes.back ?? ''}>
            <IconArrowLeft size={15} stroke={1.75} aria-hidden />
            {t('editor.back')}
          </Anchor>
          <h1 className={classes.title}>{title}</h1>
        </div>
        <div className={classes.save}>
          <span className={classes.state} role="status">
            {changed ? t('editor.unsaved') : base && t('editor.version', { version: base.version })}
          </span>
          {changed && base && (
            <Button variant="default" onClick={() => begin(current ?? base)}>
              {t('editor.discard')}
            </Button>
          )}
          <Button type="submit" loading={save.isPending} disabled={!changed && base !== null}>
            {t('app:save')}
          </Button>
        </div>
      </div>
      {base?.archived && <Text c="dimmed">{t('editor.isArchived')}</Text>}
      {conflict && changed && (
        <Alert color="yellow" icon={<IconAlertTriangle />} title={t('conflict.title')} role="alert">
          <p className={classes.conflict}>
            {t('conflict.text', { theirs: current.version, mine: base.version })}
          </p>
          <Group gap="xs">
            <Button size="compact-sm" variant="default" onClick={() => begin(current)}>
              {t('conflict.theirs')}
            </Button>
            <Button size="compact-sm" variant="default" onClick={() => submit(current)}>
              {t('conflict.mine')}
            </Button>
          </Group>
        </Alert>
      )}
      {shownMistakes.length > 0 && (
        <Text role="alert" c="var(--mantine-color-error)" size="sm" fw={500}>
          {t('editor.mistakes', { count: shownMistakes.length })}
        </Text>
      )}
      <div className={classes.names}>
        {(['en', 'de'] as const).map((tag) => {
          const mistake = shownMistakes.find(
            ({ section, field }) => section === null && field === `name.${tag}`,
          );
          return (
            <TextInput
              key={tag}
              lang={tag}
              label={t(`editor.name.${tag}`)}
              maxLength={80}
              required
              value={draft.name[tag]}
              error={mistake && t(`mistake.${mistake.mistake}`)}
              onChange={(event) =>
                setDraft({ ...draft, name: { ...draft.name, [tag]: event.currentTarget.value } })
              }
            />
          );
        })}
      </div>
      <TemplateReview draft={draft} onChange={setDraft} />
      <TemplateSections draft={draft} mistakes={shownMistakes} onChange={setDraft} />
      <TemplateChecks draft={draft} onChange={setDraft} />
      {current && <p className={classes.applies}>{t('editor.applies')}</p>}
      <UnsavedGuard active={changed} leaving={leaving} />
    </form>
  );
}

function isChanged(draft: TemplateDraft, base: Template | null): boolean {
  if (base) return differs(draft, base);
  return differs(draft, blank);
}

/** Asks before a page with unsaved changes is left, within the desk and by closing the tab. */
function UnsavedGuard({ active, leaving }: { active: boolean; leaving: RefObject<boolean> }) {
  const { t } = useTranslation('templates');
  const blocker = useBlocker(() => active && !leaving.current);
  useWindowEvent('beforeunload', (event) => {
    if (active) event.preventDefault();
  });
  return (
    <Dialog
      opened={blocker.state === 'blocked'}
      onClose={() => blocker.reset?.()}
      title={t('editor.leaveTitle')}
      size="sm"
      withCloseButton={false}
    >
      <Text size="sm">{t('editor.leaveText')}</Text>
      <Group justify="flex-end" gap="xs" mt="lg">
        <Button variant="default" onClick={() => blocker.reset?.()} data-autofocus>
          {t('editor.stay')}
        </Button>
        <Button color="red" onClick={() => blocker.proceed?.()}>
          {t('editor.leave')}
        </Button>
      </Group>
    </Dialog>
  );
}
