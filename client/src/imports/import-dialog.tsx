// Brings text in from outside: a file or what was copied, looked through and corrected before it becomes an article.
import '@mantine/dropzone/styles.layer.css';
import { Button, Group, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog, DialogStack } from '../ui/dialog.tsx';
import classes from './import-dialog.module.css';
import { holdsAnything, type ImportTarget, useImportDraft } from './import-draft.ts';
import { PreviewStep } from './preview-step.tsx';
import { SourceStep } from './source-step.tsx';

interface ImportDialogProps {
  opened: boolean;
  onClose: () => void;
  target: ImportTarget;
}

/** What was brought in stays when it is closed, and is there when it is opened for the same target again. */
export function ImportDialog({ opened, onClose, target }: ImportDialogProps) {
  const { t } = useTranslation(['imports', 'app']);
  const phone = useMediaQuery('(max-width: 48em)');
  const { draft, change, changePiece, discard } = useImportDraft(target);
  const [asking, setAsking] = useState(false);
  const isKept = opened && holdsAnything(draft);
  useLeaveWarning(isKept);

  return (
    <DialogStack>
      <Dialog
        stackId="import"
        opened={opened}
        onClose={() => (holdsAnything(draft) ? setAsking(true) : onClose())}
        // A file that misses its place must not take the page's.
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => event.preventDefault()}
        fullScreen={phone ?? false}
        size={draft.step === 'preview' ? 1080 : 680}
        title={<span className={classes.title}>{t(`title.${target.type}`)}</span>}
        closeButtonProps={{ 'aria-label': t('app:close') }}
        classNames={{
          content: classes.content ?? '',
          header: classes.header ?? '',
          body: classes.body ?? '',
        }}
      >
        {draft.step === 'preview' && draft.pieces ? (
          <PreviewStep
            draft={draft}
            pieces={draft.pieces}
            target={target}
            onChange={change}
            onChangePiece={changePiece}
            onDone={() => {
              discard();
              if (target.type === 'open') onClose();
            }}
          />
        ) : (
          <SourceStep draft={draft} target={target} onChange={change} />
        )}
      </Dialog>
      <Dialog
        stackId="discard"
        opened={opened && asking}
        onClose={() => setAsking(false)}
        size="sm"
        title={<span className={classes.question}>{t('discard.title')}</span>}
        closeButtonProps={{ 'aria-label': t('app:close') }}
      >
        <Text size="sm">{t('discard.text')}</Text>
        <Group justify="flex-end" gap="xs" mt="lg">
          <Button
            variant="subtle"
            color="red"
            onClick={() => {
              setAsking(false);
              discard();
              onClose();
            }}
          >
            {t('discard.discard')}
          </Button>
          <Button data-autofocus onClick={() => setAsking(false)}>
            {t('discard.keep')}
          </Button>
        </Group>
      </Dialog>
    </DialogStack>
  );
}

/** The browser asks before the page is left with what was brought in. */
function useLeaveWarning(isKept: boolean): void {
  useEffect(() => {
    if (!isKept) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isKept]);
}
