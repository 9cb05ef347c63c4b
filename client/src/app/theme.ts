// Galley's look: warm paper grays, ink, and the ultramarine of an editor's blue pencil. Text pairs reach WCAG AA in both
// color schemes.
import {
  type ActionIconProps,
  type AlertProps,
  type CSSVariablesResolver,
  createTheme,
  type DrawerProps,
  type MantineColorsTuple,
  type MenuProps,
  type ModalProps,
  type NotificationProps,
  type TooltipProps,
} from '@mantine/core';
import i18next from 'i18next';

const pencil: MantineColorsTuple = [
  '#eff2ff',
  '#dfe5fd',
  '#bcc8f9',
  '#97a9f4',
  '#8296f1',
  '#5f78ea',
  '#4560de',
  '#3450c9',
  '#2a42a8',
  '#213483',
];

const gray: MantineColorsTuple = [
  '#faf9f7',
  '#f4f2ef',
  '#ebe8e3',
  '#dedad3',
  '#c9c4bb',
  '#8a847a',
  '#67625a',
  '#4f4b45',
  '#35322e',
  '#201e1b',
];

const dark: MantineColorsTuple = [
  '#e8e6e1',
  '#c6c3bc',
  '#a5a199',
  '#85817a',
  '#403e3b',
  '#32302e',
  '#272624',
  '#1c1b1a',
  '#151413',
  '#0f0e0e',
];

const sans = "'Inter Variable', system-ui, sans-serif";
const serif = "'Source Serif 4 Variable', Georgia, serif";

/** For Mantine. */
export const theme = createTheme({
  primaryColor: 'pencil',
  primaryShade: { light: 7, dark: 6 },
  colors: { pencil, gray, dark },
  black: '#1f1d1a',
  fontFamily: sans,
  headings: { fontFamily: sans, fontWeight: '600' },
  defaultRadius: 'md',
  radius: { xs: '0.1875rem', sm: '0.3125rem', md: '0.4375rem', lg: '0.625rem', xl: '1rem' },
  respectReducedMotion: true,
  cursorType: 'pointer',
  // By name rather than by `Menu.extend`, which would bring each of these components, and what floats, to the first page.
  components: {
    // A title in the alert's own color is too pale on its tint.
    Alert: { styles: { title: { color: 'var(--mantine-color-text)' } } satisfies AlertProps['styles'] },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } satisfies Partial<ActionIconProps> },
    Menu: {
      // The placeholder is a focusable child that no menu may have; the first item takes the focus instead.
      defaultProps: {
        shadow: 'md',
        radius: 'md',
        withInitialFocusPlaceholder: false,
      } satisfies Partial<MenuProps>,
    },
    // As functions, for the language is known only once the page is there.
    Modal: {
      defaultProps: (): Partial<ModalProps> => ({
        centered: true,
        overlayProps: { backgroundOpacity: 0.35, blur: 2 },
        radius: 'lg',
        closeButtonProps: { 'aria-label': i18next.t('app:close') },
      }),
    },
    Drawer: {
      defaultProps: (): Partial<DrawerProps> => ({
        closeButtonProps: { 'aria-label': i18next.t('app:close') },
      }),
    },
    Notification: {
      defaultProps: (): Partial<NotificationProps> => ({
        closeButtonProps: { 'aria-label': i18next.t('app:close') },
      }),
    },
    Tooltip: {
      defaultProps: { openDelay: 350, withArrow: false, fz: 'xs' } satisfies Partial<TooltipProps>,
    },
  },
});

/** Galley's own CSS variables, for styles that Mantine has no word for. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: { '--galley-serif': serif, '--galley-sans': sans, '--galley-header-height': '3.25rem' },
  light: {
    '--mantine-color-placeholder': '#757067',
    '--mantine-color-default-border': 'var(--mantine-color-gray-3)',
    '--mantine-color-error': '#c02626',
    // The desk behind sheets of paper, and the sheets.
    '--galley-desk': '#f6f4f1',
    '--galley-paper': '#ffffff',
    '--galley-line': 'var(--mantine-color-gray-2)',
    '--galley-hover': 'rgb(32 30 27 / 5%)',
    '--galley-stage-draft': '#78736a',
    '--galley-stage-review': '#b45309',
    '--galley-stage-ready': '#0e7490',
    '--galley-stage-scheduled': '#7c3aed',
    '--galley-stage-published': '#15803d',
    '--galley-stage-withdrawn': '#b91c1c',
  },
  dark: {
    '--mantine-color-error': '#ff8585',
    '--mantine-color-placeholder': 'var(--mantine-color-dark-2)',
    '--galley-desk': '#141312',
    '--galley-paper': '#1f1e1c',
    '--galley-line': '#302e2b',
    '--galley-hover': 'rgb(255 255 255 / 6%)',
    '--galley-stage-draft': '#a5a199',
    '--galley-stage-review': '#f0a94b',
    '--galley-stage-ready': '#4fc3dc',
    '--galley-stage-scheduled': '#b497f7',
    '--galley-stage-published': '#5cc583',
    '--galley-stage-withdrawn': '#f78f8f',
  },
});
