// The article's part of the desk's header: way back, name, who is here, saving, what else can be done.
import { exportFormats } from '@galley/shared/api/exports.ts';
import { importRoutes } from '@galley/shared/contract/imports.ts';
import { pathTo } from '@galley/shared/contract/path.ts';
import { ActionIcon, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDots, IconFileImport, IconHistory, IconPrinter } from '@tabler/icons-react';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { InHeader } from '../app/header-slot.tsx';
import { useArticle, useHeadline, useSessionState } from '../editor/article-context.ts';
import { LazyMenu } from '../ui/lazy-menu.tsx';
import { part } from '../ui/part.ts';
import { StageDot } from '../ui/stage-dot.tsx';
import classes from './article-header.module.css';
import { PeopleBar } from './people-bar.tsx';
import { RescuedButton } from './rescued-panel.tsx';
import { SaveStatus } from './save-status.tsx';

const ImportDialog = part(async () => (await import('../imports/import-dialog.tsx')).ImportDialog);

const HistoryDialog = part(async () => (await import('../history/history-dialog.tsx')).HistoryDialog);

export function ArticleHeader() {
  const { t } = useTranslation('editor');
  const { row, session, canWrite } = useArticle();
  // Another document comes with another line: faces, tray and history are that one's then.
  useSessionState(session, ({ epoch }) => epoch);
  const { t: words } = useTranslation('history');
  const [importing, importDialog] = useDisclosure();
  const [lookingBack, history] = useDisclosure();
  return (
    <InHeader>
      <div className={classes.title}>
        <StageDot stage={row.stage} />
        <ArticleName />
      </div>
      <div className={classes.state}>
        <RescuedButton />
        <SaveStatus />
        <PeopleBar />
        <LazyMenu
          position="bottom-end"
          width={220}
          target={
            <ActionIcon aria-label={t('more')}>
              <IconDots size={18} />
            </ActionIcon>
          }
        >
          <Menu.Item leftSection={<IconPrinter size={15} />} onClick={() => window.print()}>
            {t('print')}
          </Menu.Item>
          {canWrite && (
            <Menu.Item leftSection={<IconFileImport size={15} />} onClick={importDialog.open}>
              {t('import')}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconHistory size={15} />} onClick={history.open}>
            {words('open')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Label>{t('export.title')}</Menu.Label>
          {exportFormats.map((format) => (
            <Menu.Item
              key={format}
              component="a"
              href={pathTo(importRoutes.exportArticle, { params: { id: row.id }, query: { format } })}
              download
            >
              {t(`export.${format}`)}
            </Menu.Item>
          ))}
        </LazyMenu>
        {lookingBack && (
          <Suspense fallback={null}>
            <HistoryDialog onClose={history.close} />
          </Suspense>
        )}
        {importing && (
          <Suspense fallback={null}>
            <ImportDialog opened onClose={importDialog.close} target={{ type: 'open', article: row.id }} />
          </Suspense>
        )}
      </div>
    </InHeader>
  );
}

function ArticleName() {
  const { t } = useTranslation('editor');
  const headline = useHeadline();
  return (
    <h1 className={classes.name} title={headline || undefined}>
      {headline || t('untitled')}
    </h1>
  );
}
