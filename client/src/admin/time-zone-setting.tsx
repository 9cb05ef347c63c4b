// By which clocks the site and the desk go.
import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { timeZoneNames } from '../ui/time-zones.ts';
import { useTimes } from '../ui/times.ts';

interface TimeZoneSettingProps {
  zone: string;
  error: string | undefined;
  onChange: (zone: string) => void;
}

export function TimeZoneSetting({ zone, error, onChange }: TimeZoneSettingProps) {
  const { t } = useTranslation('site');
  const time = useTimes();
  return (
    <Select
      searchable
      allowDeselect={false}
      label={t('timeZone')}
      description={t('timeZoneHint', { time: time(new Date(), 'timeAndZone', zone) })}
      nothingFoundMessage={t('timeZoneNone')}
      data={timeZoneNames(zone)}
      limit={60}
      error={error}
      value={zone}
      onChange={(value) => value !== null && onChange(value)}
    />
  );
}
