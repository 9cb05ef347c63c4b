// A field for a date and a time on the desk's clocks, which says so where this device has others.
import { useTranslation } from 'react-i18next';
import { useDeskTimes } from './desk-times.ts';
import { WallTimeInput, type WallTimeInputProps } from './wall-time-input.tsx';

/** Its value is what `DeskTimes.field` gives and `DeskTimes.moment` takes. */
export function DeskTimeInput(field: Omit<WallTimeInputProps, 'timeZone' | 'description'>) {
  const { t } = useTranslation('sections');
  const { zone, foreignZone } = useDeskTimes();
  return (
    <WallTimeInput
      {...field}
      timeZone={zone}
      description={foreignZone !== null && t('assign.zone', { zone: foreignZone })}
    />
  );
}
