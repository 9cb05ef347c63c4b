// Whether the desk asks people for a second factor: for admins, above the list of people.
import {
  type Member,
  needsSecondFactor,
  type SecondFactorRule,
  secondFactorRules,
} from '@galley/shared/api/people.ts';
import { peopleRoutes } from '@galley/shared/contract/people.ts';
import { Anchor, SegmentedControl, Text } from '@mantine/core';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { call } from '../app/api.ts';
import { keys } from '../app/query-keys.ts';
import { refreshSession, useMe } from '../app/session.tsx';
import { showProblem, showToast } from '../app/toasts.ts';
import { askFirst } from '../ui/ask-first.tsx';
import classes from './people-page.module.css';

const settingsQuery = queryOptions({
  queryKey: [...keys.people, 'access-settings'],
  queryFn: ({ signal }) => call(peopleRoutes.readAccessSettings, { signal }),
});

export function SecondFactorRuleControl({ members }: { members: readonly Member[] }) {
  const { t } = useTranslation('admin');
  const { t: general } = useTranslation();
  const { secondFactor: hasOne } = useMe();
  const client = useQueryClient();
  const settings = useQuery(settingsQuery).data;
  const save = useMutation({
    mutationFn: (secondFactor: SecondFactorRule) =>
      call(peopleRoutes.changeAccessSettings, { body: { secondFactor } }),
    onSuccess: async (now) => {
      client.setQueryData(settingsQuery.queryKey, now);
      showToast(t('factorRule.saved'));
      await refreshSession(client);
    },
    onError: showProblem,
  });
  if (!settings) return null;
  const lacking = (rule: SecondFactorRule) =>
    members.filter(
      ({ active, role, secondFactor }) => active && !secondFactor && needsSecondFactor(rule, role),
    ).length;
  const choose = (rule: SecondFactorRule) => {
    const count = lacking(rule);
    if (count === 0) return save.mutate(rule);
    askFirst({
      title: t('factorRule.confirmTitle'),
      children: (
        <Text size="sm">
          {t('factorRule.lacking', { count })} {t('factorRule.why')}
        </Text>
      ),
      labels: { confirm: t('factorRule.confirm'), cancel: general('cancel') },
      onConfirm: () => save.mutate(rule),
    });
  };
  return (
    <section className={classes.rule} aria-labelledby="second-factor-rule">
      <div>
        <h2 id="second-factor-rule">{t('factorRule.title')}</h2>
        <Text size="sm" c="dimmed">
          {hasOne || settings.secondFactor !== 'off' ? (
            t('factorRule.why')
          ) : (
            <>
              {t('factorRule.first')}{' '}
              <Anchor component={Link} to="/profile" underline="always">
                {t('factorRule.toProfile')}
              </Anchor>
            </>
          )}
        </Text>
      </div>
      <SegmentedControl
        aria-labelledby="second-factor-rule"
        value={settings.secondFactor}
        disabled={save.isPending || (!hasOne && settings.secondFactor === 'off')}
        data={secondFactorRules.map((value) => ({ value, label: t(`factorRule.${value}`) }))}
        onChange={(value) => {
          const rule = secondFactorRules.find((one) => one === value);
          if (rule) choose(rule);
        }}
      />
    </section>
  );
}
