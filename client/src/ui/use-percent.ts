// Shares as whole percents, in the interface's language.
import { useTranslation } from 'react-i18next';

/** Gives what writes a share from 0 to 1 as `12%`, or `12 %` in German. */
export function usePercent(): (share: number) => string {
  const { i18n } = useTranslation();
  const format = new Intl.NumberFormat(i18n.language, { style: 'percent' });
  return (share) => format.format(share);
}
