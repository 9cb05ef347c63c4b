// Sections under way, on the HTTP interface: who has each of them, how far it is, and what was done with it.
import { z } from 'zod';
import { idSchema } from '../id-schema.ts';
import { idPattern, type SectionId, type UserId } from '../ids.ts';
import { dueSchema } from './due-date.ts';

const sectionId = idSchema<SectionId>(z.string().regex(idPattern));
const userId = idSchema<UserId>(z.string().max(64));

/** `ready`: its author says so. `approved`: sealed, no write gets in until it is reopened. */
export const sectionStates = ['open', 'ready', 'approved'] as const;
export type SectionState = (typeof sectionStates)[number];

/** What a section's history tells. `voided` is Galley's own: the text is no longer the one that was approved. */
export const sectionEventKinds = [
  'assigned',
  'ready',
  'taken-back',
  'approved',
  'returned',
  'reopened',
  'voided',
] as const;
export type SectionEventKind = (typeof sectionEventKinds)[number];

/** An entry of a section's history; it never changes. */
export const sectionEventSchema = z.object({
  /** 1, 2, 3 ... within the article, in the order in which it happened. */
  number: z.number().int(),
  section: sectionId,
  kind: z.enum(sectionEventKinds),
  /** Null for Galley itself. */
  by: userId.nullable(),
  at: z.iso.datetime(),
  /** What the author reads with a return, or why a seal was broken; empty for none. */
  note: z.string(),
  /** Of `assigned`: to whom and until when. */
  owner: userId.nullable(),
  dueAt: z.iso.datetime().nullable(),
});
export type SectionEvent = z.infer<typeof sectionEventSchema>;

/** How a section stands. */
export const sectionStatusSchema = z.object({
  section: sectionId,
  state: z.enum(sectionStates),
  owner: userId.nullable(),
  dueAt: z.iso.datetime().nullable(),
  /** Who approved it, when, and the hash of the text for which that holds; null unless it is approved. */
  approval: z.object({ by: userId, at: z.iso.datetime(), hash: z.string() }).nullable(),
  /** Who wrote the text that stands there now, whoever wrote most first. */
  writers: z.array(userId),
  /** What was last said of it, as long as it still matters: a return or a broken seal, until it is ready again. */
  remark: sectionEventSchema.nullable(),
});
export type SectionStatus = z.infer<typeof sectionStatusSchema>;

/** All sections that the article shows, in their order. */
export const sectionStatusesSchema = z.array(sectionStatusSchema);

/** What was done with a section, the newest first. */
export const sectionHistorySchema = z.array(sectionEventSchema);

const words = z.string().trim().min(1).max(1000);

/**
 * What is done with a section. Refused with
 * `conflict` where the section's state is no longer the one that the act starts from, with `text-changed` where `hash`
 * is not the one of the text as it stands, with `own-text` for the approval of what one wrote alone.
 */
export const sectionActSchema = z.discriminatedUnion('act', [
  z.object({ act: z.literal('assign'), owner: userId.nullable(), dueAt: dueSchema.nullable() }),
  z.object({ act: z.literal('mark-ready') }),
  z.object({ act: z.literal('take-back') }),
  z.object({ act: z.literal('approve'), hash: z.string().max(100) }),
  z.object({ act: z.literal('return'), note: words }),
  z.object({ act: z.literal('reopen'), reason: words }),
]);
export type SectionAct = z.infer<typeof sectionActSchema>;
/** What people do with a section under way. */
export type ActName = SectionAct['act'];

/** Why an act of several was not done. */
export const actRefusals = [
  'not-allowed',
  'wrong-state',
  'own-text',
  'text-changed',
  'owner-unfit',
  'unknown',
] as const;

/**
 * The same for several sections in one request. Each is judged on its own and by the
 * same rules; what was refused is a value of the answer and holds up nothing else.
 */
export const sectionActsSchema = z.object({
  acts: z
    .array(
      z.object({
        section: sectionId,
        act: z.discriminatedUnion('act', [
          z.object({ act: z.literal('mark-ready') }),
          z.object({ act: z.literal('take-back') }),
          z.object({ act: z.literal('approve'), hash: z.string().max(100) }),
        ]),
      }),
    )
    .min(1)
    .max(100)
    .refine((acts) => new Set(acts.map(({ section }) => section)).size === acts.length, {
      message: 'names a section twice',
    }),
});
export type SectionActs = z.infer<typeof sectionActsSchema>;

/** What became of several acts. */
export const sectionActsAnswerSchema = z.object({
  /** In the order of the request; `refused` is null where it was done. */
  outcomes: z.array(z.object({ section: sectionId, refused: z.enum(actRefusals).nullable() })),
  /** All sections as they are then. */
  statuses: sectionStatusesSchema,
});
