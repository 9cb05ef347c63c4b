// Whether and when what is about to be published is withdrawn by itself: what the person has chosen, and what is sent of it.
import type { PublishRequest } from '@galley/shared/api/publishing.ts';
import type { ChosenTime } from './chosen-time.ts';
import { timeInput } from './chosen-time.ts';

export interface ExpiryChoice {
  on: boolean;
  time: ChosenTime;
  note: string;
}

/** Nothing where the choice is what is set already: a colleague may change that meanwhile. */
export function expiryInput(choice: ExpiryChoice, set: ExpiryChoice): Pick<PublishRequest, 'expiry'> {
  const { on, time, note } = choice;
  if (!on) return set.on ? { expiry: null } : {};
  const isSame = set.on && time.local === set.time.local && time.occurrence === null && note === set.note;
  return isSame ? {} : { expiry: { ...timeInput(time), note } };
}
