// In the dialogs that publish now or later: whether it is withdrawn by itself, when, and what readers find then.
import type { Publication, PublicTimeRefusal, PublishRequest } from '@galley/shared/api/publishing.ts';
import { Checkbox, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../app/session.tsx';
import { localTime } from '../ui/zone-time.ts';
import { type ExpiryChoice, expiryInput } from './expiry-choice.ts';
import { TimeChoice } from './time-choice.tsx';
import { WithdrawalNote } from './withdrawal-note.tsx';

interface ExpiryState {
  choice: ExpiryChoice;
  change(part: Partial<ExpiryChoice>): void;
  /** What is sent of it. */
  input: Pick<PublishRequest, 'expiry'>;
}

/** What is chosen; it begins with what is set, or else with `firstTime` and switched off. */
export function useExpiryChoice(
  { expiry, timeZone }: Pick<Publication, 'expiry' | 'timeZone'>,
  firstTime: Date,
): ExpiryState {
  const [set] = useState<ExpiryChoice>(() => ({
    on: expiry !== null,
    time: { local: localTime(expiry ? new Date(expiry.at) : firstTime, timeZone), occurrence: null },
    note: expiry?.note ?? '',
  }));
  const [choice, setChoice] = useState(set);
  return {
    choice,
    change: (part) => setChoice((current) => ({ ...current, ...part })),
    input: expiryInput(choice, set),
  };
}

interface ExpiryFieldsProps {
  state: ExpiryState;
  timeZone: string;
  refusal: PublicTimeRefusal | null;
  /** Something was changed. */
  onChange: () => void;
}

/** Nothing for who may not withdraw. */
export function ExpiryFields({ state: { choice, change }, timeZone, refusal, onChange }: ExpiryFieldsProps) {
  const { t } = useTranslation('publishing');
  const mayWithdraw = useMay('article.withdraw');
  if (!mayWithdraw) return null;
  const changed = (part: Partial<ExpiryChoice>) => {
    change(part);
    onChange();
  };
  return (
    <Stack gap="md">
      <Checkbox
        label={t('expiry.also')}
        description={choice.on ? t('expiry.will') : undefined}
        checked={choice.on}
        onChange={(event) => changed({ on: event.currentTarget.checked })}
      />
      {choice.on && (
        <>
          <TimeChoice
            timeZone={timeZone}
            label={t('expiry.time')}
            value={choice.time}
            refusal={refusal}
            onChange={(time) => changed({ time })}
          />
          <WithdrawalNote
            label={t('expiry.note')}
            value={choice.note}
            onChange={(note) => changed({ note })}
          />
        </>
      )}
    </Stack>
  );
}
