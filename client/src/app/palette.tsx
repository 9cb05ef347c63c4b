// The keyboard palette: articles by the server's search, commands, places and settings. It is a listbox of its own, not
// Mantine's Spotlight, which says nothing to screen readers and loses the selected row when answers arrive.
import type { Stage } from '@galley/shared/article/stages.ts';
import type { Language } from '@galley/shared/language.ts';
import { Kbd, Loader, useMantineColorScheme } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import {
  IconArchive,
  IconDeviceDesktop,
  IconExternalLink,
  IconFileImport,
  IconLanguage,
  IconLayoutKanban,
  IconLibraryPhoto,
  IconListDetails,
  IconMoon,
  IconPlus,
  IconSearch,
  IconSun,
  IconTemplate,
  IconTextSpellcheck,
  IconUserCircle,
  IconUserEdit,
  IconUsers,
  IconWebhook,
  IconWorldCog,
} from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { BareDialog, DialogBody, DialogContent, DialogOverlay } from '../ui/dialog.tsx';
import { StageDot } from '../ui/stage-dot.tsx';
import { articleSearchQuery, meantQuery } from './articles.ts';
import { type PageCommand, useOfferedCommands } from './page-commands.ts';
import classes from './palette.module.css';
import { articlePath } from './paths.ts';
import { useMay, useMe } from './session.tsx';
import { useChangeLanguage } from './user-menu.tsx';

interface PaletteProps {
  opened: boolean;
  onClose: () => void;
}

/** Over the page while it is open; `onClose` is called before a chosen command runs. */
export function Palette({ opened, onClose }: PaletteProps) {
  const { t } = useTranslation();
  return (
    <BareDialog
      opened={opened}
      onClose={onClose}
      centered={false}
      yOffset="12vh"
      size={600}
      padding={0}
      transitionProps={{ transition: 'pop', duration: 100 }}
    >
      <DialogOverlay backgroundOpacity={0.35} blur={2} />
      <DialogContent aria-label={t('palette.label')} radius="lg">
        <DialogBody>
          <PaletteList onClose={onClose} />
        </DialogBody>
      </DialogContent>
    </BareDialog>
  );
}

interface Command extends PageCommand {
  serif?: boolean;
}

interface CommandGroup {
  label: string;
  commands: readonly Command[];
}

function PaletteList({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const { group: articles, searching } = useArticleCommands(query);
  const fixed = [...useOfferedCommands(), ...useFixedCommands()];
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);

  const { named, others } = matching(fixed, query);
  const groups = [...named, articles, ...others].filter((group) => group.commands.length > 0);
  const commands = groups.flatMap((group) => group.commands);
  const active = commands.find((command) => command.id === chosen) ?? commands[0];
  const activeId = active?.id;
  const optionId = (id: string) => `${listId}-${id}`;

  useEffect(() => {
    if (activeId === undefined) return;
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [activeId]);

  const run = (command: Command | undefined) => {
    if (!command) return;
    // The focus is back where it was before the command runs, which may put it elsewhere.
    flushSync(onClose);
    command.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      const at = commands.findIndex((command) => command.id === activeId);
      setChosen(commands.at((at + step) % commands.length)?.id ?? null);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      run(active);
    }
  };

  return (
    <>
      <div className={classes.search}>
        <IconSearch size={18} stroke={1.75} aria-hidden />
        <input
          // biome-ignore lint/a11y/noAutofocus: who opens the palette types at once; the dialog's own focus comes too late
          autoFocus
          data-autofocus
          className={classes.input}
          placeholder={t('palette.placeholder')}
          aria-label={t('palette.label')}
          role="combobox"
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={activeId && optionId(activeId)}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          value={query}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            setChosen(null);
          }}
          onKeyDown={onKeyDown}
        />
        {searching ? <Loader size={14} aria-label={t('palette.searching')} /> : <Kbd size="xs">Esc</Kbd>}
      </div>
      <div ref={list} id={listId} role="listbox" aria-label={t('palette.label')} className={classes.list}>
        {groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options, not of form fields
          <div key={group.commands[0]?.id} role="group" aria-label={group.label}>
            <div className={classes.group} aria-hidden>
              {group.label}
            </div>
            {group.commands.map((command) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the combobox's, which keeps the focus
              // biome-ignore lint/a11y/useFocusableInteractive: as above
              <div
                key={command.id}
                id={optionId(command.id)}
                role="option"
                aria-selected={command === active}
                className={classes.command}
                onMouseMove={() => setChosen(command.id)}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => run(command)}
              >
                <span className={classes.icon}>{command.icon}</span>
                <span className={classes.label} data-serif={command.serif || undefined}>
                  {command.label}
                </span>
                {command.aside && <span className={classes.aside}>{command.aside}</span>}
              </div>
            ))}
          </div>
        ))}
      </div>
      {commands.length === 0 && !searching && (
        <p className={classes.empty} role="status">
          {t('palette.empty', { query })}
        </p>
      )}
    </>
  );
}

/** The articles that the server finds; the last edited ones while nothing is typed. */
function useArticleCommands(query: string): { group: CommandGroup; searching: boolean } {
  const { t } = useTranslation(['app', 'board']);
  const navigate = useNavigate();
  const [debounced] = useDebouncedValue(query.trim(), 150);
  const { data, isFetching } = useQuery({
    ...articleSearchQuery(debounced),
    placeholderData: keepPreviousData,
  });
  const isEmpty = debounced !== '' && data?.articles.length === 0;
  const meant = useQuery({ ...meantQuery({ query: debounced }), enabled: isEmpty }).data?.query ?? '';
  const near = useQuery({ ...articleSearchQuery(meant), enabled: isEmpty && meant !== '' });
  const found = isEmpty ? (meant === '' ? [] : (near.data?.articles ?? [])) : (data?.articles ?? []);
  const stageName = (stage: Stage) => t(`board:stage.${stage}`);
  const commands = found.map((article) => ({
    id: article.id,
    label: article.headline || t('board:untitled'),
    icon: <StageDot stage={article.stage} />,
    aside: stageName(article.stage),
    serif: true,
    run: () => navigate(articlePath(article.id)),
  }));
  return {
    group: {
      label: isEmpty ? t('palette.meant', { query: meant }) : t('palette.articles'),
      commands,
    },
    searching: isFetching || debounced !== query.trim(),
  };
}

function useFixedCommands(): CommandGroup[] {
  const { t } = useTranslation(['app', 'board']);
  const me = useMe();
  const navigate = useNavigate();
  const changeLanguage = useChangeLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const mayCreate = useMay('article.create');
  const mayTemplates = useMay('template.manage');
  const mayStyle = useMay('style.manage');
  const mayPeople = useMay('people.manage');
  const mayAudit = useMay('audit.read');
  const mayWebhooks = useMay('webhook.manage');
  const maySite = useMay('site.manage');
  const icon = { size: 17, stroke: 1.75 };
  const otherLanguage: Language = me.language === 'en' ? 'de' : 'en';
  const go = (to: string) => () => navigate(to);
  const schemes = [
    { scheme: 'light', label: t('account.light'), sign: <IconSun {...icon} /> },
    { scheme: 'dark', label: t('account.dark'), sign: <IconMoon {...icon} /> },
    { scheme: 'auto', label: t('account.system'), sign: <IconDeviceDesktop {...icon} /> },
  ] as const;

  const actions: Command[] = [];
  if (mayCreate)
    actions.push(
      { id: 'new', label: t('palette.newArticle'), icon: <IconPlus {...icon} />, run: go('/?dialog=new') },
      {
        id: 'import',
        label: t('palette.import'),
        icon: <IconFileImport {...icon} />,
        keywords: 'docx markdown html word paste',
        run: go('/?dialog=import'),
      },
    );
  const places: Command[] = [
    { id: 'desk', label: t('nav.desk'), icon: <IconLayoutKanban {...icon} />, run: go('/') },
    {
      id: 'archive',
      label: t('palette.archive'),
      icon: <IconArchive {...icon} />,
      run: go('/?archived=yes&view=table'),
    },
  ];
  places.push({
    id: 'pictures',
    label: t('nav.pictures'),
    icon: <IconLibraryPhoto {...icon} />,
    run: go('/pictures'),
  });
  if (mayTemplates)
    places.push({
      id: 'templates',
      label: t('nav.templates'),
      icon: <IconTemplate {...icon} />,
      run: go('/templates'),
    });
  if (mayStyle)
    places.push({
      id: 'house-style',
      label: t('nav.houseStyle'),
      icon: <IconTextSpellcheck {...icon} />,
      run: go('/house-style'),
    });
  if (mayPeople)
    places.push({ id: 'people', label: t('nav.people'), icon: <IconUsers {...icon} />, run: go('/people') });
  if (mayAudit)
    places.push({
      id: 'audit',
      label: t('nav.audit'),
      icon: <IconListDetails {...icon} />,
      run: go('/audit'),
    });
  if (mayWebhooks)
    places.push({
      id: 'webhooks',
      label: t('nav.webhooks'),
      icon: <IconWebhook {...icon} />,
      run: go('/webhooks'),
    });
  if (maySite)
    places.push(
      { id: 'authors', label: t('nav.authors'), icon: <IconUserEdit {...icon} />, run: go('/authors') },
      {
        id: 'site-settings',
        label: t('palette.siteSettings'),
        icon: <IconWorldCog {...icon} />,
        run: go('/site'),
      },
    );
  places.push(
    { id: 'profile', label: t('account.profile'), icon: <IconUserCircle {...icon} />, run: go('/profile') },
    {
      id: 'site',
      label: t('nav.site'),
      icon: <IconExternalLink {...icon} />,
      run: () => window.open('/', '_blank', 'noopener'),
    },
  );
  const settings: Command[] = [
    ...schemes
      .filter(({ scheme }) => scheme !== colorScheme)
      .map(({ scheme, label, sign }) => ({
        id: `scheme-${scheme}`,
        label: t('palette.theme', { theme: label }),
        icon: sign,
        keywords: 'theme dark light',
        run: () => setColorScheme(scheme),
      })),
    {
      id: `language-${otherLanguage}`,
      label: t('palette.language', { language: t(`language.${otherLanguage}`) }),
      icon: <IconLanguage {...icon} />,
      keywords: 'english deutsch german sprache language',
      run: () => changeLanguage(otherLanguage),
    },
  ];
  return [
    { label: t('palette.actions'), commands: actions },
    { label: t('palette.goTo'), commands: places },
    { label: t('palette.settings'), commands: settings },
  ];
}

/**
 * The commands whose words begin with every word of the query: those whose name begins with the whole query, which
 * stand before any article, and the others.
 */
function matching(
  groups: readonly CommandGroup[],
  query: string,
): Record<'named' | 'others', CommandGroup[]> {
  const wanted = query.trim().toLowerCase();
  const parts = wanted.split(/\s+/).filter(Boolean);
  const isNamed = ({ label }: Command) => wanted !== '' && label.toLowerCase().startsWith(wanted);
  const fits = ({ label, keywords = '' }: Command) => {
    const words = `${label} ${keywords}`.toLowerCase().split(/[\s:]+/);
    return parts.every((part) => words.some((word) => word.startsWith(part)));
  };
  const only = (wants: (command: Command) => boolean) =>
    groups.map((group) => ({ ...group, commands: group.commands.filter(wants) }));
  return { named: only(isNamed), others: only((command) => !isNamed(command) && fits(command)) };
}
