// What the public reads in the place of a page that was withdrawn.
import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useArticle } from '../editor/article-context.ts';

interface WithdrawalNoteProps {
  /** Where it stands beside another note. */
  label?: string;
  value: string;
  onChange: (note: string) => void;
  /** Whether it takes the focus when its dialog opens. */
  focused?: boolean;
}

export function WithdrawalNote({ label, value, onChange, focused = false }: WithdrawalNoteProps) {
  const { t } = useTranslation('publishing');
  const { language } = useArticle();
  return (
    <Textarea
      label={label ?? t('withdraw.note')}
      description={t('withdraw.noteHint')}
      autosize
      minRows={2}
      maxRows={6}
      maxLength={500}
      lang={language}
      data-autofocus={focused || undefined}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
