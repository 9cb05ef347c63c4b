// Who must have a second factor: a rule of the desk, which admins set who have one themselves.
import {
  type AccessSettings,
  type Me,
  needsSecondFactor,
  type SecondFactorRule,
  secondFactorRules,
} from '@galley/shared/api/people.ts';
import type { UserId } from '@galley/shared/ids.ts';
import type { Kysely } from 'kysely';
import { record } from '../audit/record.ts';
import type { Storage } from '../storage/storage.ts';
import type { Tables } from '../storage/tables.ts';
import { oneAtATime } from './people.ts';

const settingKey = 'secondFactorRule';

/** The rule as it is now; `off` where nobody has set one. */
export async function secondFactorRule(db: Kysely<Tables>): Promise<SecondFactorRule> {
  const row = await db.selectFrom('setting').select('value').where('key', '=', settingKey).executeTakeFirst();
  return secondFactorRules.find((rule) => rule === row?.value) ?? 'off';
}

export type RuleOutcome =
  | { outcome: 'changed'; concerned: { user: UserId; changedAt: string }[] }
  | { outcome: 'refused'; why: 'not-allowed' | 'second-factor-required' };

/**
 * Sets the rule as an admin. Who asks others for a second factor has one, so that somebody can always come in who may take
 * the rule back. `concerned` are those who may have to set one up now, or do not have to any more.
 */
export async function setSecondFactorRule(
  { db }: Storage,
  admin: UserId,
  { secondFactor: rule }: AccessSettings,
): Promise<RuleOutcome> {
  return await db.transaction().execute(async (transaction): Promise<RuleOutcome> => {
    await oneAtATime(transaction);
    const row = await transaction
      .selectFrom('user')
      .select(['twoFactorEnabled', 'passkeys'])
      .where('id', '=', admin)
      .where('role', '=', 'admin')
      .where('active', '=', 1)
      .executeTakeFirst();
    if (!row) return { outcome: 'refused', why: 'not-allowed' };
    if (rule !== 'off' && row.twoFactorEnabled === 0 && row.passkeys === 0)
      return { outcome: 'refused', why: 'second-factor-required' };
    if ((await secondFactorRule(transaction)) === rule) return { outcome: 'changed', concerned: [] };
    await transaction
      .insertInto('setting')
      .values({ key: settingKey, value: rule })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: rule }))
      .execute();
    const details = { secondFactor: rule };
    await record(transaction, { act: 'person.second-factor-rule', who: admin, details });
    // By this time other nodes notice whom it concerns.
    const changedAt = new Date().toISOString();
    const concerned = await transaction
      .updateTable('user')
      .set({ updatedAt: changedAt })
      .where('active', '=', 1)
      .returning('id')
      .execute();
    return { outcome: 'changed', concerned: concerned.map(({ id }) => ({ user: id, changedAt })) };
  });
}

/**
 * Whether the rule asks this person for a second factor, and whether they have yet to set one up. It is about passwords: who
 * came in another way (`withoutPassword`) was asked there for what is needed.
 */
export function judgeSecondFactor(
  rule: SecondFactorRule,
  { role, secondFactor }: Pick<Me, 'role' | 'secondFactor'>,
  withoutPassword: boolean,
): { secondFactorRequired: boolean; lacksSecondFactor: boolean } {
  const secondFactorRequired = needsSecondFactor(rule, role);
  return {
    secondFactorRequired,
    lacksSecondFactor: secondFactorRequired && !secondFactor && !withoutPassword,
  };
}
