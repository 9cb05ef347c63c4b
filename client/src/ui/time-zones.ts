// The time zones that people choose from.

/**
 * What browsers leave out of their lists or name by a former name alone, such as Kiev and Calcutta. All of them know these
 * names when they are given.
 */
const missing = [
  'UTC',
  'Africa/Asmara',
  'America/Argentina/Buenos_Aires',
  'America/Nuuk',
  'Asia/Ho_Chi_Minh',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Asia/Yangon',
  'Atlantic/Faroe',
  'Europe/Kyiv',
  'Pacific/Chuuk',
  'Pacific/Kanton',
  'Pacific/Pohnpei',
];

/** The names of all zones, in their alphabet's order, with this one among them. */
export function timeZoneNames(current: string): string[] {
  return [...new Set([...Intl.supportedValuesOf('timeZone'), ...missing, current])].toSorted();
}
