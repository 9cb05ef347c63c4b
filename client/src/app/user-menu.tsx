// The person's own corner of the header: profile, language, appearance, signing out.
import { ownAccountRoutes } from '@galley/shared/contract/own-account.ts';
import type { Language } from '@galley/shared/language.ts';
import {
  type MantineColorScheme,
  Popover,
  SegmentedControl,
  Text,
  UnstyledButton,
  useMantineColorScheme,
  VisuallyHidden,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconExternalLink, IconLogout, IconUserCircle } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Face } from '../ui/face.tsx';
import { call } from './api.ts';
import { switchLanguage } from './language.ts';
import { refreshSession, useMe } from './session.tsx';
import { useSignOut } from './sign-out.tsx';
import { showProblem } from './toasts.ts';
import classes from './user-menu.module.css';

export function UserMenu() {
  const { t } = useTranslation();
  const me = useMe();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const changeLanguage = useChangeLanguage();
  const { signOut } = useSignOut(me.id);
  const [opened, menu] = useDisclosure();
  const icon = { size: 16, stroke: 1.75, 'aria-hidden': true };

  return (
    <Popover
      width={264}
      position="bottom-end"
      shadow="md"
      trapFocus
      opened={opened}
      onChange={menu.set}
      onDismiss={menu.close}
    >
      <Popover.Target>
        <UnstyledButton className={classes.target ?? ''} onClick={menu.toggle}>
          <Face person={me} size={30} />
          <VisuallyHidden>{t('account.menu', { name: me.name })}</VisuallyHidden>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p={4}>
        <div className={classes.who}>
          <Text fw={600} size="sm" truncate>
            {me.name}
          </Text>
          <Text size="xs" c="dimmed" truncate>
            {me.email} · {t(`role.${me.role}`)}
          </Text>
        </div>
        <div className={classes.choices}>
          <div className={classes.choice}>
            <span>{t('account.language')}</span>
            <SegmentedControl
              size="xs"
              aria-label={t('account.language')}
              value={me.language}
              onChange={(language) => changeLanguage(language as Language)}
              data={[
                { value: 'en', label: 'English' },
                { value: 'de', label: 'Deutsch' },
              ]}
            />
          </div>
          <div className={classes.choice}>
            <span>{t('account.theme')}</span>
            <SegmentedControl
              size="xs"
              aria-label={t('account.theme')}
              value={colorScheme}
              onChange={(scheme) => setColorScheme(scheme as MantineColorScheme)}
              data={[
                { value: 'light', label: t('account.light') },
                { value: 'dark', label: t('account.dark') },
                { value: 'auto', label: t('account.system') },
              ]}
            />
          </div>
        </div>
        <Link to="/profile" className={classes.item} onClick={menu.close}>
          <IconUserCircle {...icon} />
          {t('account.profile')}
        </Link>
        <a href="/" target="_blank" rel="noreferrer" className={classes.item} onClick={menu.close}>
          <IconExternalLink {...icon} />
          {t('nav.site')}
        </a>
        <UnstyledButton
          className={classes.item ?? ''}
          onClick={() => {
            menu.close();
            void signOut();
          }}
        >
          <IconLogout {...icon} />
          {t('account.signOut')}
        </UnstyledButton>
      </Popover.Dropdown>
    </Popover>
  );
}

/** Switches the interface at once and writes the choice to the person's profile. */
export function useChangeLanguage(): (language: Language) => void {
  const client = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: (language: Language) => call(ownAccountRoutes.changeProfile, { body: { language } }),
    onSettled: () => refreshSession(client),
    onError: showProblem,
  });
  return (language) => {
    void switchLanguage(language);
    mutate(language);
  };
}
