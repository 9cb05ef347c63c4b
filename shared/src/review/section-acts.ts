// What people do with a section under way, and when they may: pure rules for the server and for the interface.
import { type Action, may, type Role } from '../access/roles.ts';
import type { ActName, SectionEventKind, SectionState } from '../api/section-states.ts';
import type { UserId } from '../ids.ts';

interface ActRule {
  action: Action;
  /** The states from which it starts. */
  from: readonly SectionState[];
  /** The state to which it leads; null where the state stays. */
  to: SectionState | null;
  /** What the history calls it. */
  event: SectionEventKind;
}

/** Each act with who may do it, from which state it starts and where it leads. */
export const actRules: Record<ActName, ActRule> = {
  assign: { action: 'section.assign', from: ['open', 'ready', 'approved'], to: null, event: 'assigned' },
  'mark-ready': { action: 'section.ready', from: ['open'], to: 'ready', event: 'ready' },
  'take-back': { action: 'section.ready', from: ['ready'], to: 'open', event: 'taken-back' },
  approve: { action: 'section.approve', from: ['ready'], to: 'approved', event: 'approved' },
  return: { action: 'section.approve', from: ['ready'], to: 'open', event: 'returned' },
  reopen: { action: 'section.reopen', from: ['approved'], to: 'open', event: 'reopened' },
};

/** Who wants to do it, and with what. */
export interface ActCase {
  role: Role;
  me: UserId;
  state: SectionState;
  /** Who wrote the text that stands there now. */
  writers: readonly UserId[];
  /** Whether an approval needs somebody else than the one who wrote the text. */
  fourEyes: boolean;
}

/** Why an act is not possible: by the role, by the section's state, or by four eyes. */
export type ActRefusal = 'not-allowed' | 'wrong-state' | 'own-text';

/** Why an act is not possible; null where it is. */
export function refusalOf(act: ActName, { role, me, state, writers, fourEyes }: ActCase): ActRefusal | null {
  const rule = actRules[act];
  if (!may(role, rule.action)) return 'not-allowed';
  if (!rule.from.includes(state)) return 'wrong-state';
  if (act === 'approve' && fourEyes && wroteAlone(me, writers)) return 'own-text';
  return null;
}

/** Whether nobody else has a part in the text. Nobody wrote an empty one alone. */
export function wroteAlone(person: UserId, writers: readonly UserId[]): boolean {
  return writers.length === 1 && writers[0] === person;
}
