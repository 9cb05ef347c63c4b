// The templates: what kinds of article this desk writes.
import type { Template } from '@galley/shared/article/template.ts';
import type { Language } from '@galley/shared/language.ts';
import { ActionIcon, Button, Menu, Skeleton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  IconArchive,
  IconArchiveOff,
  IconChevronDown,
  IconCopy,
  IconDots,
  IconPlus,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { problemText } from '../app/problem-text.ts';
import { useMay } from '../app/session.tsx';
import { templatesQuery } from '../app/templates.ts';
import { LazyMenu } from '../ui/lazy-menu.tsx';
import { AdminPage } from './admin-page.tsx';
import { copyOf } from './template-draft.ts';
import { useArchiveTemplate, useSaveTemplate } from './template-requests.ts';
import classes from './templates-page.module.css';

export function TemplatesPage() {
  const { t } = useTranslation('templates');
  const { data: templates, error } = useQuery(templatesQuery);
  const keepsStyle = useMay('style.manage');
  const [archiveShown, archive] = useDisclosure();
  const offered = templates?.filter((template) => !template.archived);
  const archived = templates?.filter((template) => template.archived) ?? [];

  return (
    <AdminPage
      title={t('title')}
      intro={t('intro')}
      action={
        <div className={classes.actions}>
          {keepsStyle && (
            <Button component={Link} to="/house-style" variant="default">
              {t('houseStyle')}
            </Button>
          )}
          <Button component={Link} to="/templates/new" leftSection={<IconPlus size={17} stroke={2} />}>
            {t('create')}
          </Button>
        </div>
      }
    >
      {error && !templates && <p role="alert">{problemText(error)}</p>}
      {!templates && !error && <Skeleton height={280} radius="lg" />}
      {offered?.length === 0 && <p className={classes.none}>{t('none')}</p>}
      {offered && offered.length > 0 && <TemplateList templates={offered} />}
      {archived.length > 0 && (
        <>
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            className={classes.archiveToggle ?? ''}
            aria-expanded={archiveShown}
            rightSection={
              <IconChevronDown size={15} stroke={1.75} style={{ rotate: archiveShown ? '180deg' : '0deg' }} />
            }
            onClick={archive.toggle}
          >
            {t('showArchived', { count: archived.length })}
          </Button>
          {archiveShown && <TemplateList templates={archived} />}
        </>
      )}
    </AdminPage>
  );
}

function TemplateList({ templates }: { templates: Template[] }) {
  return (
    <ul className={classes.list}>
      {templates.map((template) => (
        <TemplateItem key={template.id} template={template} />
      ))}
    </ul>
  );
}

function TemplateItem({ template }: { template: Template }) {
  const { i18n } = useTranslation('templates');
  const language = i18n.language as Language;
  const other = language === 'en' ? 'de' : 'en';
  return (
    <li className={classes.item}>
      <div className={classes.names}>
        <h2 className={classes.name}>
          <Link to={`/templates/${template.id}`} className={classes.link ?? ''}>
            {template.name[language]}
          </Link>
        </h2>
        {template.name[other] !== template.name[language] && (
          <span className={classes.otherName} lang={other}>
            {template.name[other]}
          </span>
        )}
      </div>
      <p className={classes.sections}>
        {template.sections.map((spec) => (
          <span key={spec.kind} className={classes.section} data-required={spec.required || undefined}>
            {spec.label[language]}
          </span>
        ))}
      </p>
      <TemplateMenu template={template} />
    </li>
  );
}

function TemplateMenu({ template }: { template: Template }) {
  const { t, i18n } = useTranslation('templates');
  const navigate = useNavigate();
  const save = useSaveTemplate();
  const setArchived = useArchiveTemplate();
  const icon = { size: 16, stroke: 1.75 };
  const duplicate = () => {
    const content = copyOf(template, (name) => t('copyName', { name }));
    save.mutate({ base: null, content }, { onSuccess: ({ id }) => navigate(`/templates/${id}`) });
  };
  return (
    <LazyMenu
      position="bottom-end"
      width={200}
      target={
        <ActionIcon
          className={classes.menu ?? ''}
          aria-label={t('actions', { name: template.name[i18n.language as Language] })}
        >
          <IconDots size={17} stroke={1.75} />
        </ActionIcon>
      }
    >
      <Menu.Item leftSection={<IconCopy {...icon} />} onClick={duplicate}>
        {t('duplicate')}
      </Menu.Item>
      <Menu.Item
        leftSection={template.archived ? <IconArchiveOff {...icon} /> : <IconArchive {...icon} />}
        onClick={() => setArchived(template, !template.archived)}
      >
        {t(template.archived ? 'restore' : 'archive')}
      </Menu.Item>
    </LazyMenu>
  );
}
