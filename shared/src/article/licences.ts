// How long a picture may be published: until the end of the last day of its licence.

/** So many days before a licence ends the desk points that out. */
const warningDays = 14;

/** How a licence stands on a day: it goes on, it ends soon, it has ended. */
export const licenceStates = ['valid', 'expiring', 'expired'] as const;
export type LicenceState = (typeof licenceStates)[number];

/** Until which day, such as `2026-12-31`, a licence counts on this day as about to end. */
export function warnedUntil(today: string): string {
  const day = new Date(`${today}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + warningDays);
  return day.toISOString().slice(0, 10);
}

/** How a licence that ends with this day stands today; null is one without an end. */
export function licenceState(end: string | null, today: string): LicenceState {
  if (end === null || end > warnedUntil(today)) return 'valid';
  return end < today ? 'expired' : 'expiring';
}

/** Also of an article that is to be published: its licence ends before that day, or with it. */
const publicationStates = [...licenceStates, 'ends-before', 'ends-with'] as const;
type PublicationLicenceState = (typeof publicationStates)[number];

/**
 * The first day on which an article can be public: that of its embargo's end, or of its publication where that is by itself. Null
 * where nothing keeps it from being published at once. `dayOf` says on which day of the desk's calendar a moment is.
 */
export function firstPublicDay(
  { embargo, publishAt }: { embargo: string | null; publishAt: string | null },
  dayOf: (moment: string) => string,
): string | null {
  const days = [embargo, publishAt].flatMap((moment) => (moment === null ? [] : [dayOf(moment)]));
  return days.sort().at(-1) ?? null;
}

/** How the licences of an article's pictures stand that all end with this day or later; `publication` is the first day on which it can be public. */
export function licenceAtPublication(
  end: string | null,
  { today, publication }: { today: string; publication: string | null },
): PublicationLicenceState {
  const state = licenceState(end, today);
  if (end === null || state === 'expired' || publication === null || publication <= today) return state;
  if (end < publication) return 'ends-before';
  return end === publication ? 'ends-with' : state;
}
