// A person's passkeys: added with the password, named, and removed.
import type { Passkey } from '@galley/shared/api/passkeys.ts';
import { passkeyRoutes } from '@galley/shared/contract/passkeys.ts';
import { ActionIcon, Button, Group, PasswordInput, Text, TextInput } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../app/api.ts';
import { problemCode } from '../app/problem-text.ts';
import { keys } from '../app/query-keys.ts';
import { refreshSession } from '../app/session.tsx';
import { showProblem, showToast } from '../app/toasts.ts';
import { TimeAgo } from '../ui/time-ago.tsx';
import { useTimes } from '../ui/times.ts';
import classes from './passkeys-card.module.css';
import page from './profile-page.module.css';

export function PasskeysCard() {
  const { t } = useTranslation('accounts');
  const [adding, setAdding] = useState(false);
  const passkeys = useQuery({
    queryKey: keys.ownPasskeys,
    queryFn: ({ signal }) => call(passkeyRoutes.listPasskeys, { signal }),
  }).data;
  return (
    <section className={page.card} aria-labelledby="passkeys">
      <h2 id="passkeys">{t('passkeys.title')}</h2>
      <Text size="sm" c="dimmed" mb="md">
        {t('passkeys.why')}
      </Text>
      {passkeys && passkeys.length > 0 && (
        <ul className={classes.list}>
          {passkeys.map((passkey) => (
            <PasskeyRow key={passkey.id} passkey={passkey} />
          ))}
        </ul>
      )}
      {adding ? (
        <AddPasskey onDone={() => setAdding(false)} />
      ) : (
        <Button variant="default" onClick={() => setAdding(true)}>
          {t('passkeys.add')}
        </Button>
      )}
    </section>
  );
}

function PasskeyRow({ passkey }: { passkey: Passkey }) {
  const { t } = useTranslation('accounts');
  const { t: general } = useTranslation();
  const time = useTimes();
  const client = useQueryClient();
  const [name, setName] = useState<string | null>(null);
  const params = { id: passkey.id };
  const settled = async () => {
    await client.invalidateQueries({ queryKey: keys.ownPasskeys });
    await refreshSession(client);
  };
  const rename = useMutation({
    mutationFn: (to: string) => call(passkeyRoutes.renamePasskey, { params, body: { name: to } }),
    onSuccess: () => setName(null),
    onSettled: settled,
    onError: showProblem,
  });
  const remove = useMutation({
    mutationFn: () => call(passkeyRoutes.removePasskey, { params }),
    onSuccess: () => showToast(t('passkeys.removed')),
    onSettled: settled,
    onError: showProblem,
  });
  if (name !== null) {
    const submit = (event: FormEvent) => {
      event.preventDefault();
      rename.mutate(name);
    };
    return (
      <li>
        <form onSubmit={submit} className={classes.rename}>
          <TextInput
            required
            autoFocus
            maxLength={80}
            aria-label={t('passkeys.name')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" loading={rename.isPending}>
            {general('save')}
          </Button>
        </form>
      </li>
    );
  }
  return (
    <li className={classes.row}>
      <div>
        <span className={classes.name}>{passkey.name}</span>
        <span className={classes.when}>
          {t('passkeys.added', { date: time(passkey.createdAt, 'date') })}
          {passkey.usedAt && (
            <>
              {' · '}
              {t('profile.seen')} <TimeAgo at={passkey.usedAt} />
            </>
          )}
        </span>
      </div>
      <Group gap={4} wrap="nowrap">
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('passkeys.rename', { name: passkey.name })}
          onClick={() => setName(passkey.name)}
        >
          <IconPencil size={16} aria-hidden />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="red"
          aria-label={t('passkeys.remove', { name: passkey.name })}
          loading={remove.isPending}
          onClick={() => remove.mutate()}
        >
          <IconTrash size={16} aria-hidden />
        </ActionIcon>
      </Group>
    </li>
  );
}

/** Asks for the password and a name, and then lets the browser make a passkey. */
export function AddPasskey({ onDone }: { onDone?: () => void }) {
  const { t } = useTranslation('accounts');
  const { t: general } = useTranslation();
  const client = useQueryClient();
  const [password, setPassword] = useState('');
  const [name, setName] = useState('');
  const add = useMutation({
    mutationFn: async () => {
      const { makePasskey } = await import('./passkey.ts');
      return await makePasskey(password, name);
    },
    onSuccess: async () => {
      showToast(t('passkeys.done'));
      await client.invalidateQueries({ queryKey: keys.ownPasskeys });
      await refreshSession(client);
      onDone?.();
    },
    onError: (error) => {
      if (problemCode(error) !== null && problemCode(error) !== 'wrong-credentials') showProblem(error);
    },
  });
  const code = problemCode(add.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate();
  };
  return (
    <form onSubmit={submit} className={page.form}>
      <TextInput
        required
        maxLength={80}
        label={t('passkeys.name')}
        description={t('passkeys.nameHint')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <PasswordInput
        required
        autoComplete="current-password"
        label={t('profile.factorPassword')}
        value={password}
        error={code === 'wrong-credentials' ? t('profile.factorWrong') : null}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      {add.error && code === null && (
        <Text size="sm" c="red" role="alert">
          {t('passkeys.unconfirmed')}
        </Text>
      )}
      <Group gap="xs">
        <Button type="submit" variant="default" loading={add.isPending}>
          {t('passkeys.make')}
        </Button>
        {onDone && (
          <Button variant="subtle" color="gray" onClick={onDone}>
            {general('cancel')}
          </Button>
        )}
      </Group>
    </form>
  );
}
