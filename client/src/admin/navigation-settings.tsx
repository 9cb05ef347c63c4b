// The links in the head of every public page.
import { maxLinkLabel, maxNavigation, type NavigationLink } from '@galley/shared/api/site-settings.ts';
import { Button, Text, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { PlaceButtons } from './ordered-list.tsx';
import classes from './site-page.module.css';

interface NavigationSettingsProps {
  links: readonly NavigationLink[];
  onChange: (links: NavigationLink[]) => void;
  /** What the server refuses of a field, by its path. */
  refusal: (path: string) => string | undefined;
}

export function NavigationSettings({ links, onChange, refusal }: NavigationSettingsProps) {
  const { t } = useTranslation('site');
  const set = (index: number, some: Partial<NavigationLink>) =>
    onChange(links.map((link, at) => (at === index ? { ...link, ...some } : link)));
  return (
    <section className={classes.card} aria-labelledby="site-navigation">
      <h2 id="site-navigation">{t('navigation.title')}</h2>
      <Text size="sm" c="dimmed">
        {t('navigation.intro')}
      </Text>
      {links.length > 0 && (
        <ol className={classes.ordered}>
          {links.map(({ label, link }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: links have no ids, and rows hold no state
            <li key={index}>
              <div className={classes.link}>
                <TextInput
                  aria-label={t('navigation.label', { number: index + 1 })}
                  placeholder={t('navigation.labelHint')}
                  maxLength={maxLinkLabel}
                  error={refusal(`navigation.${index}.label`)}
                  value={label}
                  onChange={(event) => set(index, { label: event.currentTarget.value })}
                />
                <TextInput
                  aria-label={t('navigation.link', { number: index + 1 })}
                  placeholder="/tags/harbor"
                  inputMode="url"
                  autoComplete="off"
                  spellCheck={false}
                  maxLength={300}
                  error={refusal(`navigation.${index}.link`)}
                  value={link}
                  onChange={(event) => set(index, { link: event.currentTarget.value })}
                />
              </div>
              <PlaceButtons
                items={links}
                index={index}
                name={label || t('navigation.number', { number: index + 1 })}
                onChange={onChange}
              />
            </li>
          ))}
        </ol>
      )}
      {links.length < maxNavigation && (
        <Button
          variant="default"
          className={classes.addLink ?? ''}
          leftSection={<IconPlus size={16} />}
          onClick={() => onChange([...links, { label: '', link: '' }])}
        >
          {t('navigation.add')}
        </Button>
      )}
    </section>
  );
}
