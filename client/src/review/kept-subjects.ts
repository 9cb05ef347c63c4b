// What a comment is about as a device has kept it, in the form of today: an earlier version of the page may have written it.

/** What is kept is checked by whoever takes it: the server, or the schema of drafts. */
export function readSubject(kept: unknown): unknown {
  if (typeof kept !== 'object' || kept === null) return kept;
  // At first a line and a section had a form each.
  if ('line' in kept) return { type: 'region', region: kept.line };
  if ('type' in kept && kept.type === 'section' && 'section' in kept)
    return { type: 'region', region: kept.section };
  return kept;
}
