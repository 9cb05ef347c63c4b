// Tables as files for spreadsheets.

/** A line of a CSV file, its end included. */
export function csvLine(fields: readonly string[]): string {
  return `${fields.map(csvField).join(',')}\r\n`;
}

/** Quoted; a leading sign that spreadsheets take for a formula is made text. */
function csvField(field: string): string {
  const safe = /^[=+\-@\t\r]/.test(field) ? `'${field}` : field;
  return `"${safe.replaceAll('"', '""')}"`;
}
