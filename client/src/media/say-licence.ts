// What an upload brings along and binds the desk: until when the picture may be published.
import type { UploadedPicture } from '@galley/shared/api/media.ts';
import type { Language } from '@galley/shared/language.ts';
import i18next from 'i18next';
import { showToast, showWarning } from '../app/toasts.ts';
import { timeText } from '../ui/times.ts';

/** Says so of a picture whose licence ends, or has ended; nothing where it has no end. */
export function sayLicence(
  name: string,
  { licence, licenceEnd }: Pick<UploadedPicture, 'licence' | 'licenceEnd'>,
): void {
  if (licenceEnd === null) return;
  const options = { language: i18next.language as Language, clock: null, timeZone: 'UTC' };
  const words = { name, day: timeText(licenceEnd, 'date', options) };
  if (licence === 'expired') showWarning(i18next.t('library:taken.expired', words));
  else showToast(i18next.t('library:taken.ends', words));
}
