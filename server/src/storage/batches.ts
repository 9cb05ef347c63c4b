// Rows of which there may be many, for one statement after the other.

/** The rows in batches; a statement of SQLite binds up to 32,766 values, so `most` times their columns must stay below. */
export function* batches<Row>(rows: readonly Row[], most = 500): Generator<Row[]> {
  for (let from = 0; from < rows.length; from += most) yield rows.slice(from, from + most);
}
