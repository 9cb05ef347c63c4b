// A time on the clocks of the desk's zone, and which of two it is on the night on which clocks show it twice.
import type { PublicTimeRefusal } from '@galley/shared/api/publishing.ts';
import { Radio, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { WallTimeInput } from '../ui/wall-time-input.tsx';
import type { ChosenTime } from './chosen-time.ts';

interface TimeChoiceProps {
  timeZone: string;
  label: string;
  value: ChosenTime;
  refusal: PublicTimeRefusal | null;
  /** Whether it takes the focus when its dialog opens. */
  focused?: boolean;
  onChange: (time: ChosenTime) => void;
}

export function TimeChoice({ timeZone, label, value, refusal, focused = false, onChange }: TimeChoiceProps) {
  const { t } = useTranslation('publishing');
  const { local, occurrence } = value;
  return (
    <>
      <WallTimeInput
        timeZone={timeZone}
        label={label}
        description={t('schedule.zone', { zone: timeZone })}
        value={local}
        data-autofocus={focused || undefined}
        error={refusal !== null && t(`schedule.refusal.${refusal}`)}
        onChange={(event) => onChange({ local: event.currentTarget.value.slice(0, 16), occurrence: null })}
      />
      {(refusal === 'time-twice' || occurrence !== null) && (
        <Radio.Group
          label={t('schedule.which')}
          value={occurrence}
          onChange={(chosen) => onChange({ local, occurrence: chosen === 'second' ? 'second' : 'first' })}
        >
          <Stack gap={6} mt={6}>
            <Radio value="first" label={t('schedule.first')} />
            <Radio value="second" label={t('schedule.second')} />
          </Stack>
        </Radio.Group>
      )}
    </>
  );
}
