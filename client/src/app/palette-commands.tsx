// What the palette offers: the articles that the server finds, and commands, places and settings by their names.
import type { Stage } from '@galley/shared/article/stages.ts';
import type { Language } from '@galley/shared/language.ts';
import { useMantineColorScheme } from '@mantine/core';
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
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { StageDot } from '../ui/stage-dot.tsx';
import { articleSearchQuery, meantQuery } from './articles.ts';
import type { PageCommand } from './page-commands.ts';
import { articlePath } from './paths.ts';
import { useMay, useMe } from './session.tsx';
import { useChangeLanguage } from './user-menu.tsx';

/** One row. */
export interface Command extends PageCommand {
  serif?: boolean;
}

/** Rows under one label. */
export interface CommandGroup {
  label: string;
  commands: readonly Command[];
}

/** The articles that the server finds; the last edited ones while nothing is typed. */
export function useArticleCommands(query: string): { group: CommandGroup; searching: boolean } {
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

/** What is offered whatever is typed, as far as this person may: actions, places and settings. */
export function useFixedCommands(): CommandGroup[] {
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
export function matching(
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
