// Shares as whole percents, in the interface's language.
import { useTranslation } from 'react-i18next';

/** One a language: making one takes the browser milliseconds. */
const formats = new Map<string, Intl.NumberFormat>();

/** Gives what writes a share from 0 to 1 as `12%`, or `12 %` in German. */
export function usePercent(): (share: number) => string {
  const { language } = useTranslation().i18n;
  return (share) => {
    const format = formats.get(language) ?? new Intl.NumberFormat(language, { style: 'percent' });
    formats.set(language, format);
    return format.format(share);
  };
}
