// A time on the clocks of the desk's zone, and which of two it is on the night on which clocks show it twice.
import { type PublicTimeRefusal, publicTimeRefusals } from '@galley/shared/api/publishing.ts';
import { Radio, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../app/api.ts';
import { WallTimeInput } from '../ui/wall-time-input.tsx';

export interface ChosenTime {
  local: string;
  /** Null until it has to be said. */
  occurrence: 'first' | 'second' | null;
}

interface TimeChoiceProps {
  timeZone: string;
  label: string;
  value: ChosenTime;
  refusal: PublicTimeRefusal | null;
  onChange: (time: ChosenTime) => void;
}

export function TimeChoice({ timeZone, label, value, refusal, onChange }: TimeChoiceProps) {
  const { t } = useTranslation('publishing');
  const { local, occurrence } = value;
  return (
    <>
      <WallTimeInput
        timeZone={timeZone}
        label={label}
        description={t('schedule.zone', { zone: timeZone })}
        value={local}
        data-autofocus
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

/** What is sent of it. */
export function timeInput({ local, occurrence }: ChosenTime) {
  return { local, ...(occurrence !== null && { occurrence }) };
}

/** Why the server does not take the time; null where it refuses something else. An empty or half a time is none to it. */
export function timeRefusalOf(error: Error | null): PublicTimeRefusal | null {
  if (!(error instanceof ApiProblem)) return null;
  const [at] = (error.problem.errors ?? []).filter(({ path }) => path === 'local' || path === 'timeZone');
  if (!at) return null;
  return publicTimeRefusals.find((why) => why === at.message) ?? 'time-invalid';
}
