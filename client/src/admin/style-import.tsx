// Words of the house style from a CSV file: what each of its lines would do, before anything is taken over.
import {
  maxStyleFile,
  type StyleFileLine,
  styleFileFaults,
  styleLineRefusals,
} from '@galley/shared/api/house-style.ts';
import { houseStyleRoutes as routes } from '@galley/shared/contract/house-style.ts';
import { Button, FileButton, Group, Text } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, call } from '../app/api.ts';
import { houseStyleQuery } from '../app/house-style.ts';
import { usePeople } from '../app/people.ts';
import { problemCode, problemText } from '../app/problem-text.ts';
import { showToast } from '../app/toasts.ts';
import { Dialog } from '../ui/dialog.tsx';
import classes from './style-import.module.css';

/** The button, and what it opens. */
export function StyleImport() {
  const { t } = useTranslation('style');
  const { t: general } = useTranslation();
  const client = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const reading = useMutation({
    mutationFn: async (chosen: File) => {
      if (chosen.size > maxStyleFile) throw new TooLargeError();
      return await call(routes.readStyleFile, { body: new Blob([chosen], { type: 'text/csv' }) });
    },
  });
  const taking = useMutation({
    mutationFn: (lines: readonly StyleFileLine[]) =>
      call(routes.importStyleWords, {
        body: {
          add: lines.flatMap((line) => (line.outcome === 'add' ? [line.word] : [])),
          change: lines.flatMap((line) =>
            line.outcome === 'change'
              ? [{ ...line.word, id: line.before.id, version: line.before.version }]
              : [],
          ),
        },
      }),
    onSuccess: ({ added, changed }) => {
      showToast(t('import.done', { added, changed }));
      setFile(null);
    },
    // What the file would do now stands beside the reason.
    onError: (error) => {
      if (file && problemCode(error) === 'conflict') reading.mutate(file);
    },
    onSettled: () => client.invalidateQueries(houseStyleQuery),
  });
  const choose = (chosen: File | null) => {
    if (!chosen) return;
    setFile(chosen);
    taking.reset();
    reading.mutate(chosen);
  };
  const problem = reading.isError
    ? faultText(reading.error, t)
    : taking.isError
      ? takingText(taking.error, t)
      : null;
  const lines = reading.data?.lines ?? [];
  const wanted = lines.filter(({ outcome }) => outcome === 'add' || outcome === 'change');

  return (
    <>
      <ChooseFile onChoose={choose} label={t('import.open')} />
      <Dialog
        opened={file !== null}
        onClose={() => setFile(null)}
        size="lg"
        title={t('import.title', { name: file?.name ?? '' })}
        closeButtonProps={{ 'aria-label': general('close') }}
      >
        {problem !== null && (
          <Text role="alert" size="sm" c="var(--mantine-color-error)" mb="sm">
            {problem}
          </Text>
        )}
        {reading.isPending && <p aria-busy>{t('import.reading')}</p>}
        {reading.data && <Outcome lines={lines} />}
        <Group justify="flex-end" mt="md">
          <ChooseFile onChoose={choose} label={t('import.another')} />
          <Button
            disabled={wanted.length === 0 || reading.isPending}
            loading={taking.isPending}
            onClick={() => taking.mutate(wanted)}
          >
            {t('import.take', { count: wanted.length })}
          </Button>
        </Group>
      </Dialog>
    </>
  );
}

function ChooseFile({ label, onChoose }: { label: string; onChoose: (file: File | null) => void }) {
  const reset = useRef<() => void>(null);
  const onChange = (file: File | null) => {
    // The same file is chosen again once it is corrected.
    reset.current?.();
    onChoose(file);
  };
  return (
    <FileButton accept=".csv,text/csv" resetRef={reset} onChange={onChange}>
      {(props) => (
        <Button {...props} variant="default" leftSection={<IconFileImport size={16} aria-hidden />}>
          {label}
        </Button>
      )}
    </FileButton>
  );
}

/** What must be looked at comes first. */
const outcomes = ['refused', 'change', 'add', 'same'] as const;

function Outcome({ lines }: { lines: readonly StyleFileLine[] }) {
  const { t } = useTranslation('style');
  const groups = outcomes.map((outcome) => ({
    outcome,
    some: lines.filter((line) => line.outcome === outcome),
  }));
  return groups
    .filter(({ some }) => some.length > 0)
    .map(({ outcome, some }) => (
      <details key={outcome} className={classes.group} open={outcome !== 'same'}>
        <summary>{t(`import.${outcome}`, { count: some.length })}</summary>
        <ul className={classes.lines}>
          {some.map((line) => (
            <li key={line.line}>
              <span className={classes.number}>{t('import.line', { line: line.line })}</span>
              <Line line={line} />
            </li>
          ))}
        </ul>
      </details>
    ));
}

function Line({ line }: { line: StyleFileLine }) {
  const { t } = useTranslation('style');
  const people = usePeople();
  if (line.outcome === 'refused')
    return (
      <span>
        <b>{line.avoid || line.said || '–'}</b> <span>{reasonText(line, t)}</span>
      </span>
    );
  const facts = ({ prefer, note, language, owner }: (typeof line)['word']) =>
    [prefer, t(`language.${language}`), people.get(owner)?.name, note].filter(Boolean).join(' · ');
  return (
    <span>
      <b>{line.word.avoid}</b> {line.outcome === 'change' && <del>{facts(line.before)}</del>}{' '}
      <span>{facts(line.word)}</span>
    </span>
  );
}

type Translate = ReturnType<typeof useTranslation<'style'>>['t'];

function reasonText({ why, said }: StyleFileLine & { outcome: 'refused' }, t: Translate): string {
  // A server that was renewed meanwhile may know more reasons than this page.
  const known = styleLineRefusals.find((one) => one === why);
  if (known === undefined) return t('import.why.other');
  if (
    known === 'language-unknown' ||
    known === 'owner-unknown' ||
    known === 'owner-ambiguous' ||
    known === 'word-twice'
  )
    return t(`import.why.${known}`, { said });
  return t(`refused.${known}`);
}

class TooLargeError extends Error {}

function faultText(error: Error, t: Translate): string {
  if (error instanceof TooLargeError || problemCode(error) === 'too-large')
    return t('import.fault.too-large');
  const errors = error instanceof ApiProblem ? (error.problem.errors ?? []) : [];
  const fault = styleFileFaults.find((one) => errors.some(({ message }) => message === one));
  return fault ? t(`import.fault.${fault}`) : problemText(error);
}

/** Nothing of the file was taken over. */
function takingText(error: Error, t: Translate): string {
  return problemCode(error) === 'conflict' ? t('import.conflict') : problemText(error);
}
