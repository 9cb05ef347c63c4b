// Help in the header: keyboard shortcuts, what the states mean, the tour, and the guide.
import { ActionIcon, Menu } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { IconBook2, IconFlag, IconHelp, IconKeyboard, IconRoute } from '@tabler/icons-react';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { type KeyGroup, KeysSheet } from '../ui/keys-sheet.tsx';
import { LazyMenu } from '../ui/lazy-menu.tsx';
import { part } from '../ui/part.ts';
import classes from './help-menu.module.css';
import { useKeysSheetOfPage } from './page-keys.ts';
import { useTour } from './use-tour.ts';

const StatesSheet = part(async () => (await import('./states-sheet.tsx')).StatesSheet);
const Tour = part(async () => (await import('./tour.tsx')).Tour);

export function HelpMenu() {
  const { t } = useTranslation('help');
  const { pathname } = useLocation();
  const openOwn = useKeysSheetOfPage();
  const [keysOpened, keys] = useDisclosure();
  const [statesOpened, states] = useDisclosure();
  const tour = useTour();
  const icon = { size: 16, stroke: 1.75 };
  // An article has these keys itself, and more to say.
  const openKeys = (event: KeyboardEvent) => {
    if (openOwn || event.defaultPrevented) return;
    event.preventDefault();
    keys.open();
  };
  useHotkeys([
    ['mod+/', openKeys, { preventDefault: false }],
    ['shift+?', openKeys, { preventDefault: false }],
    ['?', openKeys, { preventDefault: false }],
  ]);
  return (
    <>
      <LazyMenu
        position="bottom-end"
        width={250}
        target={
          <ActionIcon size="lg" className={classes.button ?? ''} aria-label={t('menu')} data-tour="help">
            <IconHelp size={19} stroke={1.75} />
          </ActionIcon>
        }
      >
        <Menu.Item leftSection={<IconKeyboard {...icon} />} onClick={openOwn ?? keys.open}>
          {t('keys.title')}
        </Menu.Item>
        <Menu.Item leftSection={<IconFlag {...icon} />} onClick={states.open}>
          {t('states.title')}
        </Menu.Item>
        <Menu.Item leftSection={<IconRoute {...icon} />} onClick={tour.start}>
          {t('tour.take')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item component={Link} to="/guide" leftSection={<IconBook2 {...icon} />}>
          {t('guide.title')}
        </Menu.Item>
      </LazyMenu>
      <KeysSheet opened={keysOpened} groups={useDeskKeys(pathname === '/')} onClose={keys.close} />
      <Suspense>
        {statesOpened && <StatesSheet onClose={states.close} />}
        {tour.isOn && <Tour onEnd={tour.end} />}
      </Suspense>
    </>
  );
}

/** The keys outside of articles. */
function useDeskKeys(isBoard: boolean): KeyGroup[] {
  const { t } = useTranslation('help');
  const general: KeyGroup = [
    t('keys.everywhere'),
    [
      [t('keys.palette'), 'Mod-k'],
      [t('keys.sheet'), 'Mod-/'],
      [t('keys.close'), 'Escape'],
    ],
  ];
  const board: KeyGroup = [
    t('keys.board'),
    [
      [t('keys.next'), 'Tab'],
      [t('keys.open'), 'Enter'],
      [t('keys.select'), 'Space'],
      [t('keys.range'), 'Shift-Space'],
      [t('keys.unselect'), 'Escape'],
    ],
  ];
  return isBoard ? [general, board] : [general];
}
