// A person's second factor: set up with an authenticator and recovery codes, renewed and ended with the password.
import type { NewSecondFactor } from '@galley/shared/api/people.ts';
import { ownAccountRoutes } from '@galley/shared/contract/own-account.ts';
import { Button, Checkbox, Code, CopyButton, Group, PasswordInput, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../app/api.ts';
import { problemCode, problemText } from '../app/problem-text.ts';
import { keys } from '../app/query-keys.ts';
import { refreshSession, useMe, useSession } from '../app/session.tsx';
import { showProblem, showToast } from '../app/toasts.ts';
import page from './profile-page.module.css';
import { QrCode } from './qr-code.tsx';
import classes from './second-factor-card.module.css';

export function SecondFactorCard() {
  const { t } = useTranslation('accounts');
  const { secondFactor } = useMe();
  const session = useSession();
  const required = session?.state === 'signed-in' && session.secondFactorRequired;
  return (
    <section className={page.card} aria-labelledby="second-factor">
      <h2 id="second-factor">{t('profile.factor')}</h2>
      <Text size="sm" c="dimmed" mb="md">
        {t(!secondFactor ? 'profile.factorOff' : required ? 'profile.factorRequired' : 'profile.factorOn')}
      </Text>
      {secondFactor ? <Existing required={required} /> : <SetUpSecondFactor />}
    </section>
  );
}

/** The session is another one after a change, so what is known of it is asked anew. */
function useRefresh() {
  const client = useQueryClient();
  return async () => {
    await refreshSession(client);
    await client.invalidateQueries({ queryKey: keys.ownSessions });
  };
}

/** The way from the password to a second factor that counts. */
export function SetUpSecondFactor() {
  const { t } = useTranslation('accounts');
  const [made, setMade] = useState<NewSecondFactor | null>(null);
  const begin = (password: string) => call(ownAccountRoutes.beginSecondFactor, { body: { password } });
  if (made) return <Confirm made={made} />;
  return (
    <PasswordForm onDone={setMade} ask={begin}>
      {t('profile.factorBegin')}
    </PasswordForm>
  );
}

function Confirm({ made }: { made: NewSecondFactor }) {
  const { t } = useTranslation('accounts');
  const refresh = useRefresh();
  const [code, setCode] = useState('');
  const [kept, setKept] = useState(false);
  const confirm = useMutation({
    mutationFn: () => call(ownAccountRoutes.confirmSecondFactor, { body: { code } }),
    onSuccess: async () => {
      showToast(t('profile.factorConfirmed'));
      await refresh();
    },
    onError: (error) => {
      if (!isAboutCode(error)) showProblem(error);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    confirm.mutate();
  };
  const secret = new URL(made.uri).searchParams.get('secret') ?? '';
  return (
    <form onSubmit={submit} className={classes.setUp}>
      <Text size="sm">{t('profile.factorScan')}</Text>
      <QrCode text={made.uri} label={t('profile.factorQr')} size={216} />
      <div>
        <Text size="sm" mb={4}>
          {t('profile.factorSecret')}
        </Text>
        <Code block className={classes.key ?? ''}>
          {secret.replace(/(.{4})(?=.)/g, '$1 ')}
        </Code>
      </div>
      <RecoveryCodes codes={made.recoveryCodes} />
      <Checkbox
        required
        label={t('profile.factorKept')}
        checked={kept}
        onChange={(event) => setKept(event.currentTarget.checked)}
      />
      <TextInput
        required
        inputMode="numeric"
        autoComplete="one-time-code"
        label={t('profile.factorCode')}
        value={code}
        error={isAboutCode(confirm.error) ? problemText('wrong-code') : null}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <Button type="submit" loading={confirm.isPending} className={page.submit ?? ''}>
        {t('profile.factorConfirm')}
      </Button>
    </form>
  );
}

function Existing({ required }: { required: boolean }) {
  const { t } = useTranslation('accounts');
  const refresh = useRefresh();
  const [asked, setAsked] = useState<'renew' | 'end' | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const renew = (password: string) => call(ownAccountRoutes.renewRecoveryCodes, { body: { password } });
  const end = (password: string) => call(ownAccountRoutes.endSecondFactor, { body: { password } });
  if (codes) {
    return (
      <div className={classes.setUp}>
        <RecoveryCodes codes={codes} />
        <Button variant="default" className={page.submit ?? ''} onClick={() => setCodes(null)}>
          {t('profile.factorDone')}
        </Button>
      </div>
    );
  }
  if (asked === 'renew') {
    return (
      <PasswordForm
        ask={renew}
        onDone={({ recoveryCodes }) => {
          setCodes(recoveryCodes);
          setAsked(null);
        }}
        onCancel={() => setAsked(null)}
      >
        {t('profile.factorRenew')}
      </PasswordForm>
    );
  }
  if (asked === 'end') {
    return (
      <PasswordForm
        ask={end}
        onDone={async () => {
          showToast(t('profile.factorEnded'));
          await refresh();
        }}
        onCancel={() => setAsked(null)}
      >
        {t('profile.factorEnd')}
      </PasswordForm>
    );
  }
  return (
    <Group gap="xs">
      <Button variant="default" onClick={() => setAsked('renew')}>
        {t('profile.factorRenew')}
      </Button>
      {!required && (
        <Button variant="default" onClick={() => setAsked('end')}>
          {t('profile.factorEnd')}
        </Button>
      )}
    </Group>
  );
}

interface PasswordFormProps<Answer> {
  ask: (password: string) => Promise<Answer>;
  onDone: (answer: Answer) => unknown;
  onCancel?: () => void;
  /** What the button says. */
  children: ReactNode;
}

/** Asks for the password before something is done. */
function PasswordForm<Answer>({ ask, onDone, onCancel, children }: PasswordFormProps<Answer>) {
  const { t } = useTranslation('accounts');
  const { t: general } = useTranslation();
  const [password, setPassword] = useState('');
  const send = useMutation({
    mutationFn: () => ask(password),
    onSuccess: onDone,
    onError: (error) => {
      if (problemCode(error) !== 'wrong-credentials') showProblem(error);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send.mutate();
  };
  return (
    <form onSubmit={submit} className={page.form}>
      <PasswordInput
        required
        autoFocus={onCancel !== undefined}
        autoComplete="current-password"
        label={t('profile.factorPassword')}
        value={password}
        error={problemCode(send.error) === 'wrong-credentials' ? t('profile.factorWrong') : null}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <Group gap="xs">
        <Button type="submit" variant="default" loading={send.isPending}>
          {children}
        </Button>
        {onCancel && (
          <Button variant="subtle" color="gray" onClick={onCancel}>
            {general('cancel')}
          </Button>
        )}
      </Group>
    </form>
  );
}

function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const { t } = useTranslation('accounts');
  return (
    <div className={classes.setUp}>
      <Text size="sm">{t('profile.factorKeep')}</Text>
      <ul className={classes.codes}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <CopyButton value={codes.join('\n')}>
        {({ copied, copy }) => (
          <Button size="compact-sm" variant="default" className={page.submit ?? ''} onClick={copy}>
            {copied ? t('profile.factorCopied') : t('profile.factorCopy')}
          </Button>
        )}
      </CopyButton>
    </div>
  );
}

function isAboutCode(error: unknown): boolean {
  const code = problemCode(error);
  return code === 'wrong-code' || code === 'invalid-input';
}
