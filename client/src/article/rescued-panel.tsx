// The tray of rescued text, to copy from or to insert again.
import { emptyLead } from '@galley/shared/article/content.ts';
import { leadTexts, rootOf, sectionRoot } from '@galley/shared/article/document.ts';
import { presentSections, readOutline } from '@galley/shared/article/outline.ts';
import { leadField, writeLead } from '@galley/shared/article/read-article.ts';
import { isLine, type Region } from '@galley/shared/article/region.ts';
import { sectionLabel } from '@galley/shared/article/section-label.ts';
import { Button, CopyButton, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconLifebuoy } from '@tabler/icons-react';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type * as Y from 'yjs';
import { byHand } from '../collab/connection.ts';
import type { Rescued } from '../collab/rescued.ts';
import { useArticle } from '../editor/article-context.ts';
import { Dialog } from '../ui/dialog.tsx';
import { useTimes } from '../ui/times.ts';
import classes from './rescued-panel.module.css';

export function RescuedButton() {
  const { t } = useTranslation('editor');
  const { t: general } = useTranslation();
  const { session } = useArticle();
  const items = useSyncExternalStore(session.tray.subscribe, () => session.tray.items);
  const [opened, dialog] = useDisclosure();
  if (items.length === 0) return null;
  return (
    <>
      <Button
        size="compact-sm"
        variant="light"
        color="orange"
        leftSection={<IconLifebuoy size={15} />}
        onClick={dialog.open}
      >
        {t('rescued.button', { count: items.length })}
      </Button>
      <Dialog
        opened={opened}
        onClose={dialog.close}
        title={t('rescued.title')}
        size="lg"
        closeButtonProps={{ 'aria-label': general('close') }}
      >
        <Text size="sm" c="dimmed" mb="md">
          {t('rescued.intro')}
        </Text>
        {items.map((item) => (
          <Passage key={item.id} item={item} />
        ))}
      </Dialog>
    </>
  );
}

function Passage({ item }: { item: Rescued }) {
  const { t } = useTranslation('editor');
  const time = useTimes();
  const { session, editors, canWrite, template, language } = useArticle();
  const place = placeOf(item, session.doc);
  const sealed = place !== null && place !== 'lead' && editors.of(place)?.isEditable === false;
  const insert = async () => {
    if (place === null) return;
    if (place === 'lead') {
      if (item.lead)
        session.doc.transact(() => writeLead(session.doc, { ...emptyLead, ...item.lead }), byHand);
    } else {
      const editor = await editors.ensure(place);
      if (!editor.isEditable) return;
      if (isLine(place)) editor.chain().focus('end').selectAll().insertContent(item.text).run();
      else editor.chain().focus('end').insertContentAt(editor.state.doc.content.size, item.blocks).run();
    }
    session.tray.remove(item.id);
  };
  const isSection = item.root.startsWith('section:');
  const entry = readOutline(session.doc).find(({ id }) => sectionRoot(id) === item.root);
  return (
    <article className={classes.passage}>
      <header className={classes.head}>
        <strong>{isSection ? sectionLabel(entry ?? item, template, language) : t(nameOf(item.root))}</strong>
        <span>{time(item.at, 'dateTime')}</span>
      </header>
      <p className={classes.why}>{t(`refused.reason.${item.reason as 'schema'}`, { defaultValue: '' })}</p>
      <pre className={classes.text}>{item.text}</pre>
      <Group gap="xs">
        <CopyButton value={item.text}>
          {({ copied, copy }) => (
            <Button size="compact-sm" variant="default" onClick={copy}>
              {copied ? t('rescued.copied') : t('rescued.copy')}
            </Button>
          )}
        </CopyButton>
        {place !== null && canWrite && (
          <Button size="compact-sm" variant="default" disabled={sealed} onClick={() => void insert()}>
            {isSection ? t('rescued.insert') : t('rescued.replace')}
          </Button>
        )}
        <Button size="compact-sm" variant="subtle" color="red" onClick={() => session.tray.remove(item.id)}>
          {t('rescued.discard')}
        </Button>
      </Group>
      {place === null && <p className={classes.why}>{t('rescued.gone')}</p>}
    </article>
  );
}

/** What a part of the head is called. */
function nameOf(root: string) {
  const text = leadTexts.find((one) => one === root);
  if (text) return `lead.${leadField(text)}` as const;
  return root === 'lead' ? ('lead.title' as const) : (root as 'headline' | 'dek');
}

/** Where the passage stood, if that is still in the article. */
function placeOf(item: Rescued, doc: Y.Doc): Region | 'lead' | null {
  const root = rootOf(item.root);
  if (root === null || root.type === 'outline') return null;
  if (root.type !== 'section') return root.type;
  return presentSections(doc).some(({ id }) => id === root.id) ? root.id : null;
}
