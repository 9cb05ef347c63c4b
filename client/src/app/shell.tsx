// The desk around each page: skip link, header, what the connection is like, and the page itself.
import { ActionIcon, Kbd, NavLink as MenuLink, UnstyledButton } from '@mantine/core';
import { useDisclosure, useHotkeys, useOs } from '@mantine/hooks';
import { IconMenu2, IconSearch } from '@tabler/icons-react';
import { Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Outlet, useLocation } from 'react-router';
import { SideDrawer } from '../ui/drawers.tsx';
import { part } from '../ui/part.ts';
import { TipLayer } from '../ui/tip-layer.tsx';
import { type CurrentMark, currentMark } from './current-mark.ts';
import { HeaderSlotContext } from './header-slot.tsx';
import { HelpMenu } from './help-menu.tsx';
import { InboxBell } from './inbox.tsx';
import { useLiveState } from './live.ts';
import { Mark } from './mark.tsx';
import { useMay } from './session.tsx';
import classes from './shell.module.css';
import { UserMenu } from './user-menu.tsx';

const loadPalette = async () => (await import('./palette.tsx')).Palette;
const Palette = part(loadPalette);

export function Shell() {
  const { t } = useTranslation();
  const main = useRef<HTMLElement>(null);
  const [slot, setSlot] = useState<HTMLElement | null>(null);
  const [paletteOpened, palette] = useDisclosure();
  const [paletteWanted, setPaletteWanted] = useState(false);
  const live = useLiveState();
  const { pathname } = useLocation();

  // A reader's screen follows to the new page, unless the page has put the focus somewhere itself.
  const firstPath = useRef(pathname);
  useEffect(() => {
    if (firstPath.current === pathname) return;
    firstPath.current = pathname;
    if (document.activeElement === document.body) main.current?.focus({ preventScroll: true });
  }, [pathname]);

  // By the time that somebody presses the keys it is there, and loses none of what they type.
  useEffect(() => {
    const timer = setTimeout(() => void loadPalette().catch(() => undefined), 1000);
    return () => clearTimeout(timer);
  }, []);

  const openPalette = () => {
    setPaletteWanted(true);
    palette.open();
  };
  useHotkeys(
    [
      [
        'mod+K',
        (event) => {
          // The editor may have taken the keys, for a link.
          if (event.defaultPrevented) return;
          event.preventDefault();
          openPalette();
        },
        { preventDefault: false },
      ],
    ],
    [],
    true,
  );

  return (
    <HeaderSlotContext value={slot}>
      <a href="#main" className={classes.skip}>
        {t('skipToContent')}
      </a>
      <header className={classes.header}>
        <PhoneMenu onSearch={openPalette} />
        <Link to="/" className={classes.home} aria-label={t('nav.home')}>
          <Mark />
        </Link>
        <nav aria-label={t('nav.label')} className={classes.nav}>
          <Destinations
            item={(to, label, current) => (
              <Link key={to} to={to} aria-current={current} className={classes.destination ?? ''}>
                {label}
              </Link>
            )}
          />
        </nav>
        <div ref={setSlot} className={classes.slot} />
        <SearchButton onClick={openPalette} />
        <HelpMenu />
        <InboxBell />
        <UserMenu />
      </header>
      {live === 'offline' && (
        <div role="status" className={classes.banner}>
          {t('offline.banner')}
        </div>
      )}
      <main id="main" ref={main} tabIndex={-1} className={classes.main}>
        <Outlet />
      </main>
      <TipLayer />
      {paletteWanted && (
        <Suspense>
          <Palette opened={paletteOpened} onClose={palette.close} />
        </Suspense>
      )}
    </HeaderSlotContext>
  );
}

interface DestinationsProps {
  item: (to: string, label: string, current: CurrentMark) => React.ReactNode;
}

/** Where one can go, in the form that the caller gives each. */
function Destinations({ item: shown }: DestinationsProps) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const item = (to: string, label: string) => shown(to, label, currentMark(to, pathname));
  const templates = useMay('template.manage');
  const people = useMay('people.manage');
  const audit = useMay('audit.read');
  const webhooks = useMay('webhook.manage');
  const site = useMay('site.manage');
  return (
    <>
      {item('/', t('nav.desk'))}
      {item('/pictures', t('nav.pictures'))}
      {templates && item('/templates', t('nav.templates'))}
      {people && item('/people', t('nav.people'))}
      {audit && item('/audit', t('nav.audit'))}
      {webhooks && item('/webhooks', t('nav.webhooks'))}
      {site && item('/site', t('nav.siteSettings'))}
    </>
  );
}

function PhoneMenu({ onSearch }: { onSearch: () => void }) {
  const { t } = useTranslation();
  const [opened, menu] = useDisclosure();
  return (
    <>
      <ActionIcon
        className={classes.burger ?? ''}
        size="lg"
        onClick={menu.open}
        aria-label={t('nav.menu')}
        aria-expanded={opened}
      >
        <IconMenu2 size={20} stroke={1.75} />
      </ActionIcon>
      <SideDrawer
        opened={opened}
        onClose={menu.close}
        size={280}
        title={<Mark />}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <nav aria-label={t('nav.label')}>
          <MenuLink
            component="button"
            label={t('palette.open')}
            leftSection={<IconSearch size={16} stroke={1.75} />}
            onClick={() => {
              menu.close();
              onSearch();
            }}
            className={classes.menuLink ?? ''}
          />
          <Destinations
            item={(to, label, current) => (
              <MenuLink
                key={to}
                component={Link}
                to={to}
                label={label}
                active={current !== undefined}
                aria-current={current}
                onClick={menu.close}
                className={classes.menuLink ?? ''}
              />
            )}
          />
          <MenuLink href="/" target="_blank" label={t('nav.site')} className={classes.menuLink ?? ''} />
        </nav>
      </SideDrawer>
    </>
  );
}

function SearchButton({ onClick }: { onClick: () => void }) {
  const { t } = useTranslation();
  const os = useOs();
  const mac = os === 'macos' || os === 'ios';
  return (
    <UnstyledButton
      className={classes.search ?? ''}
      onClick={onClick}
      aria-keyshortcuts="Control+K Meta+K"
      data-tour="search"
    >
      <IconSearch size={16} stroke={1.75} aria-hidden />
      <span className={classes.searchLabel}>{t('palette.open')}</span>
      <Kbd size="xs" className={classes.searchKeys ?? ''} aria-hidden>
        {mac ? '⌘K' : t('palette.keys')}
      </Kbd>
    </UnstyledButton>
  );
}
