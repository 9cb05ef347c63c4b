/** What headlines are sorted by: case, accents and signs aside, so that "Äpfel" stands with "Apfel". */
export function headlineKey(headline: string): string {
  return headline
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/ß/g, 'ss')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .slice(0, 200);
}
