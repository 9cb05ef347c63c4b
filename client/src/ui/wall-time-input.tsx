// A field for a date and a time on the clocks of a zone.
import { TextInput, type TextInputProps } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTimes } from './times.ts';
import { momentAt } from './zone-time.ts';

/** Two years. */
const farMs = 2 * 366 * 86_400_000;

export interface WallTimeInputProps extends Omit<TextInputProps, 'type' | 'value' | 'description'> {
  /** As in `2026-12-01T07:00`; empty for none. */
  value: string;
  timeZone: string;
  description?: ReactNode;
}

/**
 * The field, with its moment in words below. Browsers write the field in the order of their own language, so that `11/12`
 * may be a day in November or in December; the words are in the interface's language.
 */
export function WallTimeInput({ value, timeZone, description, ...field }: WallTimeInputProps) {
  const timeText = useTimes();
  const moment = momentAt(value, timeZone);
  const words = Number.isNaN(moment.getTime()) ? null : timeText(moment, 'zoned', timeZone);
  const remark = useRemark(moment);
  return (
    <TextInput
      {...field}
      type="datetime-local"
      // Years are typed digit by digit: without bounds a slip is a date long ago or far ahead.
      min="2000-01-01T00:00"
      max="2099-12-31T23:59"
      value={value}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      description={
        (words || description) && (
          <>
            {words && <strong style={{ display: 'block', fontWeight: 550 }}>{words}</strong>}
            {remark && !field.error && <span style={{ display: 'block' }}>{remark}</span>}
            {description && <span>{description}</span>}
          </>
        )
      }
    />
  );
}

/** Says where the time is one that few people mean; null elsewhere. */
function useRemark(moment: Date): string | null {
  const { t } = useTranslation();
  const ahead = moment.getTime() - Date.now();
  if (ahead < 0) return t('time.past');
  return ahead > farMs ? t('time.far') : null;
}
