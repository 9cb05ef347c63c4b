// How long a picture may be published: until the end of the last day of its licence.

/** So many days before a licence ends the desk points that out. */
const warningDays = 14;

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
