// What comes out when a passport is held against the desk's own records.
import { z } from 'zod';

/** What is looked at, in this order. */
export const passportChecks = [
  /** The signature is by a key of the desk, over exactly this passport. */
  'signature',
  /** It is the passport that the desk made. */
  'made-here',
  /** The hashes are those of the revision's text. */
  'hashes',
  /** The approvals are those that the sections' history shows. */
  'approvals',
  /** Who published it, when and where. */
  'publication',
  /** What machines made. */
  'machine-made',
  /** The journal makes this text of the article at that time. */
  'journal',
  /** The shares are those that the journal shows. */
  'shares',
] as const;
export type PassportCheck = (typeof passportChecks)[number];

/** What came of one check of a passport against the desk’s records. */
export const passportFindingSchema = z.object({
  check: z.enum(passportChecks),
  /** `open` where it can't be recomputed: the journal's rows of that time have been merged since. */
  outcome: z.enum(['holds', 'fails', 'open']),
  /** The parts of the text that it is about, where it fails for some of them; `headline`, `dek`, `lead`, or a section's name. */
  parts: z.array(z.object({ section: z.boolean(), name: z.string() })),
});
export type PassportFinding = z.infer<typeof passportFindingSchema>;

/** Empty for revisions from before there were passports. */
export const passportFindingsSchema = z.array(passportFindingSchema);
