// Files that the public site has for programs alone: trust.txt and llms.txt, each only where it is wanted.
import {
  maxLlmsNote,
  maxTrustEntries,
  type SiteSettings,
  type TrustEntry,
  trustRelations,
} from '@galley/shared/api/site-settings.ts';
import { Button, Select, Switch, Text, Textarea, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { RemoveButton } from './ordered-list.tsx';
import classes from './site-page.module.css';

interface MachineFilesSettingsProps {
  trust: SiteSettings['trust'];
  llms: SiteSettings['llms'];
  /** In which the note is written. */
  language: string;
  onChange: (some: Partial<Pick<SiteSettings, 'trust' | 'llms'>>) => void;
  /** What the server refuses of a field, by its path. */
  refusal: (path: string) => string | undefined;
}

export function MachineFilesSettings({
  trust,
  llms,
  language,
  onChange,
  refusal,
}: MachineFilesSettingsProps) {
  const { t } = useTranslation('site');
  return (
    <section className={classes.card} aria-labelledby="site-machine-files">
      <h2 id="site-machine-files">{t('machineFiles.title')}</h2>
      <Switch
        label={t('machineFiles.trust')}
        description={t('machineFiles.trustHint')}
        checked={trust.enabled}
        onChange={(event) => onChange({ trust: { ...trust, enabled: event.currentTarget.checked } })}
      />
      {trust.enabled && (
        <TrustEntries
          entries={trust.entries}
          refusal={refusal}
          onChange={(entries) => onChange({ trust: { ...trust, entries } })}
        />
      )}
      <Switch
        label={t('machineFiles.llms')}
        description={t('machineFiles.llmsHint')}
        checked={llms.enabled}
        onChange={(event) => onChange({ llms: { ...llms, enabled: event.currentTarget.checked } })}
      />
      {llms.enabled && (
        <Textarea
          label={t('machineFiles.note')}
          description={t('machineFiles.noteHint')}
          autosize
          minRows={2}
          maxRows={12}
          maxLength={maxLlmsNote}
          lang={language}
          error={refusal('llms.note')}
          value={llms.note}
          onChange={(event) => onChange({ llms: { ...llms, note: event.currentTarget.value } })}
        />
      )}
    </section>
  );
}

interface TrustEntriesProps {
  entries: readonly TrustEntry[];
  onChange: (entries: TrustEntry[]) => void;
  refusal: (path: string) => string | undefined;
}

function TrustEntries({ entries, onChange, refusal }: TrustEntriesProps) {
  const { t } = useTranslation('site');
  const set = (index: number, some: Partial<TrustEntry>) =>
    onChange(entries.map((entry, at) => (at === index ? { ...entry, ...some } : entry)));
  const relations = trustRelations.map((value) => ({
    value,
    label: t(`machineFiles.relation.${value}`),
  }));
  return (
    <div className={classes.entries}>
      {entries.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('machineFiles.noEntries')}
        </Text>
      ) : (
        <ul className={classes.ordered}>
          {entries.map(({ relation, address }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: entries have no ids, and rows hold no state
            <li key={index}>
              <div className={classes.link}>
                <Select
                  aria-label={t('machineFiles.relationOf', { number: index + 1 })}
                  data={relations}
                  value={relation}
                  allowDeselect={false}
                  onChange={(value) =>
                    set(index, { relation: trustRelations.find((one) => one === value) ?? relation })
                  }
                />
                <TextInput
                  aria-label={t('machineFiles.addressOf', { number: index + 1 })}
                  placeholder={relation === 'contact' ? t('machineFiles.contactHint') : 'https://'}
                  autoComplete="off"
                  spellCheck={false}
                  maxLength={300}
                  error={refusal(`trust.entries.${index}.address`)}
                  value={address}
                  onChange={(event) => set(index, { address: event.currentTarget.value })}
                />
              </div>
              <RemoveButton
                items={entries}
                index={index}
                name={address || t('machineFiles.entry', { number: index + 1 })}
                onChange={onChange}
              />
            </li>
          ))}
        </ul>
      )}
      {entries.length < maxTrustEntries && (
        <Button
          variant="default"
          className={classes.addLink ?? ''}
          leftSection={<IconPlus size={16} />}
          onClick={() =>
            onChange([...entries, { relation: entries.length === 0 ? 'contact' : 'belongto', address: '' }])
          }
        >
          {t('machineFiles.add')}
        </Button>
      )}
    </div>
  );
}
