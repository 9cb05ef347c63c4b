// Tables as files for spreadsheets.
import { stringify } from 'csv-stringify/sync';

/** A field that begins with one of these is a formula to spreadsheets; the wide ones of East Asian keyboards are taken alike. */
const formulaSigns = '=+\\-@\\t\\r\uff1d\uff0b\uff0d\uff20';
const formula = new RegExp(`^'*[${formulaSigns}]`);
const markedFormula = new RegExp(`^'+[${formulaSigns}]`);

/** Lines of a CSV file (RFC 4180), their ends included; what spreadsheets would take for a formula is marked as text. */
export function csvLines(rows: readonly (readonly string[])[]): string {
  return stringify(
    rows.map((row) => row.map((field) => (formula.test(field) ? `'${field}` : field))),
    {
      quoted: true,
      quoted_empty: true,
      record_delimiter: 'windows',
    },
  );
}

/** A field of a file that `csvLines` has made, as it was before it was marked as text. */
export function unmarked(field: string): string {
  return markedFormula.test(field) ? field.slice(1) : field;
}
