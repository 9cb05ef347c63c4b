// The first step of an import: choose or drop a file, or paste text.
import { type ImportFormat, importLimits } from '@galley/shared/api/imports.ts';
import { Alert, Button, CloseButton, Group, Text, Textarea } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { IconAlertCircle, IconFileText, IconFileUpload } from '@tabler/icons-react';
import { type ClipboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportDraft, ImportTarget } from './import-draft.ts';
import { acceptedFiles, type FileRefusal, sourceOfFile, sourceOfPaste } from './import-source.ts';
import classes from './source-step.module.css';
import { useHome, useReading, useReadingProblem } from './use-reading.ts';

interface SourceStepProps {
  draft: ImportDraft;
  target: ImportTarget;
  onChange: (part: Partial<ImportDraft>) => void;
}

export function SourceStep({ draft, target, onChange }: SourceStepProps) {
  const { t } = useTranslation(['imports', 'app']);
  const { home } = useHome(draft, target);
  const reading = useReading(draft, onChange);
  const problem = useReadingProblem(reading.error);
  const [refusal, setRefusal] = useState<string | null>(null);
  const file = draft.source?.type === 'file' ? draft.source : null;

  const read = (source: NonNullable<ImportDraft['source']>) => {
    if (home) reading.mutate({ source, home });
  };
  const takeFile = (files: File[]) => {
    const [chosen] = files;
    if (!chosen) return;
    if (files.length > 1) return setRefusal(t('source.several'));
    const source = sourceOfFile(chosen);
    if ('why' in source) return setRefusal(refusalText(source));
    setRefusal(null);
    onChange({ source, pieces: null });
    read(source);
  };
  const refusalText = (refused: FileRefusal) => {
    if (refused.why === 'kind') return t('source.rejected');
    if (refused.why === 'old-word') return t('fault.old-word');
    return t('source.tooLarge', {
      format: t(`format.${refused.format}`),
      limit: megabytes(refused.format),
    });
  };
  const paste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    const [pasted] = event.clipboardData.files;
    const text = event.clipboardData.getData('text/plain');
    // A copied passage may bring a picture of itself along; the text is what was meant.
    if (pasted && text === '') {
      event.preventDefault();
      takeFile([pasted]);
      return;
    }
    const field = event.currentTarget;
    const replacesAll = field.selectionStart === 0 && field.selectionEnd === field.value.length;
    if (!replacesAll || text.trim() === '') return;
    event.preventDefault();
    const html = event.clipboardData.getData('text/html') || null;
    setRefusal(null);
    onChange({ text, html, source: null, pieces: null });
    read(sourceOfPaste(text, html));
  };

  return (
    <div className={classes.step}>
      <Dropzone
        onDrop={takeFile}
        onReject={(rejections) => takeFile(rejections.map((rejected) => rejected.file))}
        accept={acceptedFiles}
        multiple={false}
        loading={reading.isPending}
        className={classes.drop ?? ''}
        inputProps={{ 'aria-label': t('source.choose') }}
      >
        <IconFileUpload size={30} stroke={1.4} className={classes.icon} aria-hidden />
        <div>
          <Dropzone.Idle>{t('source.drop')}</Dropzone.Idle>
          <Dropzone.Accept>{t('source.dropNow')}</Dropzone.Accept>
          <Dropzone.Reject>{t('source.drop')}</Dropzone.Reject>
          <Text size="xs" c="dimmed" mt={2}>
            {t('source.kinds')}
          </Text>
        </div>
      </Dropzone>
      {file && (
        <div className={classes.file}>
          <IconFileText size={18} stroke={1.6} aria-hidden />
          <span className={classes.fileName}>{file.file.name}</span>
          <Button size="compact-sm" loading={reading.isPending} onClick={() => read(file)}>
            {t('source.read')}
          </Button>
          <CloseButton
            aria-label={t('discard.discard')}
            onClick={() => {
              reading.reset();
              onChange({ source: null, pieces: null });
            }}
          />
        </div>
      )}
      <Text size="xs" c="dimmed" className={classes.or ?? ''} aria-hidden>
        {t('source.or')}
      </Text>
      <Textarea
        aria-label={t('source.text')}
        placeholder={t('source.placeholder')}
        data-autofocus
        value={draft.text}
        onPaste={paste}
        onChange={(event) => onChange({ text: event.currentTarget.value, html: null })}
        classNames={{
          root: classes.paste ?? '',
          wrapper: classes.pasteWrapper ?? '',
          input: classes.text ?? '',
        }}
      />
      {(refusal ?? problem) && (
        <Alert color="red" variant="light" icon={<IconAlertCircle size={18} />} role="alert">
          {refusal ?? problem}
        </Alert>
      )}
      {(file === null || draft.text.trim() !== '') && (
        <Group justify="flex-end">
          <Button
            disabled={draft.text.trim() === '' || !home}
            loading={reading.isPending}
            onClick={() => {
              setRefusal(null);
              read(sourceOfPaste(draft.text, draft.html));
            }}
          >
            {t('source.read')}
          </Button>
        </Group>
      )}
    </div>
  );
}

function megabytes(format: ImportFormat): number {
  return importLimits[format] / 1024 / 1024;
}
