// Tables as files for spreadsheets.
import { stringify } from 'csv-stringify/sync';

/** Lines of a CSV file (RFC 4180), their ends included; a sign at a field's beginning that spreadsheets take for a formula is made text. */
export function csvLines(rows: readonly (readonly string[])[]): string {
  return stringify(
    rows.map((row) => [...row]),
    {
      quoted: true,
      quoted_empty: true,
      record_delimiter: 'windows',
      escape_formulas: true,
    },
  );
}
