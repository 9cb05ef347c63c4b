// The public site's settings, for admins: its name and looks, and what the newsroom says of itself.
import {
  machineNotices,
  maxPolicyLength,
  maxSiteDescription,
  policyNames,
  type SavedSiteSettings,
  type SiteSettings,
  sitePolicies,
  siteSettingsRefusals,
} from '@galley/shared/api/site-settings.ts';
import { picturePath, uploadTypes } from '@galley/shared/article/picture-files.ts';
import { accentShades } from '@galley/shared/article/public/accent.ts';
import { siteRoutes } from '@galley/shared/contract/site.ts';
import type { MediaId } from '@galley/shared/ids.ts';
import { type Language, languages } from '@galley/shared/language.ts';
import {
  Anchor,
  Button,
  ColorInput,
  FileButton,
  Group,
  Loader,
  Radio,
  Select,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { call } from '../app/api.ts';
import { refusalsIn } from '../app/field-refusals.ts';
import { problemCode } from '../app/problem-text.ts';
import { keys } from '../app/query-keys.ts';
import { showProblem, showToast } from '../app/toasts.ts';
import { useUploadOne } from '../media/use-upload-one.ts';
import { LoadFailed } from '../ui/load-failed.tsx';
import { AdminPage } from './admin-page.tsx';
import { FrontPageSettings } from './front-page-settings.tsx';
import { MachineFilesSettings } from './machine-files-settings.tsx';
import { NavigationSettings } from './navigation-settings.tsx';
import { PingSettings } from './ping-settings.tsx';
import classes from './site-page.module.css';
import { SiteSections } from './site-sections.tsx';
import { Subscribers } from './subscribers.tsx';
import { TimeZoneSetting } from './time-zone-setting.tsx';

const settingsQuery = queryOptions({
  queryKey: keys.siteSettings,
  queryFn: ({ signal }) => call(siteRoutes.readSiteSettings, { signal }),
  // A form that is being filled in is not to change under the hand.
  refetchOnWindowFocus: false,
});

export function SitePage() {
  const { t } = useTranslation(['site', 'app']);
  const { data: saved, isError, refetch } = useQuery(settingsQuery);
  const open = (
    <div className={classes.links}>
      <Anchor component={Link} to="/authors" className={classes.open ?? ''}>
        {t('authors')}
      </Anchor>
      <Anchor href="/" target="_blank" className={classes.open ?? ''}>
        {t('open')} <IconExternalLink size={15} aria-hidden />
      </Anchor>
    </div>
  );
  return (
    <AdminPage title={t('title')} intro={t('intro')} action={open}>
      {saved ? (
        <>
          <SiteSections />
          <SettingsForm saved={saved} />
          <Subscribers />
        </>
      ) : isError ? (
        <LoadFailed onRetry={refetch}>{t('failed')}</LoadFailed>
      ) : (
        <Loader />
      )}
    </AdminPage>
  );
}

function SettingsForm({ saved }: { saved: SavedSiteSettings }) {
  const { t, i18n } = useTranslation(['site', 'app']);
  const client = useQueryClient();
  const [settings, setSettings] = useState(saved.settings);
  const save = useMutation({
    mutationFn: (version: number) =>
      call(siteRoutes.changeSiteSettings, {
        body: { version, settings },
      }),
    onSuccess: async (now) => {
      client.setQueryData(settingsQuery.queryKey, now);
      // Times at the desk are on the same clocks.
      if (now.settings.timeZone !== saved.settings.timeZone)
        await client.invalidateQueries({ queryKey: keys.session });
      setSettings(now.settings);
      showToast(t('saved'));
    },
    onError: (error) => {
      const isShown = problemCode(error) === 'conflict' || refusalsIn(error, siteSettingsRefusals).size > 0;
      if (!isShown) showProblem(error);
    },
  });
  const set = (some: Partial<SiteSettings>) => {
    save.reset();
    setSettings((before) => ({ ...before, ...some }));
  };
  const refusals = refusalsIn(save.error, siteSettingsRefusals);
  const refusal = (path: string) => {
    const why = refusals.get(`settings.${path}`);
    return why && t(`refused.${why}`);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(saved.version);
  };
  const theirs = async () => {
    const now = await client.fetchQuery({ ...settingsQuery, staleTime: 0 });
    save.reset();
    setSettings(now.settings);
  };
  const mine = async () => save.mutate((await client.fetchQuery({ ...settingsQuery, staleTime: 0 })).version);
  const changed = JSON.stringify(settings) !== JSON.stringify(saved.settings);

  return (
    <form onSubmit={submit} noValidate className={classes.form}>
      <section className={classes.card} aria-labelledby="site-look">
        <h2 id="site-look">{t('look')}</h2>
        <TextInput
          required
          label={t('name')}
          description={t('nameHint')}
          maxLength={80}
          error={refusal('name')}
          value={settings.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <Textarea
          label={t('description')}
          description={t('descriptionHint')}
          autosize
          minRows={2}
          maxLength={maxSiteDescription}
          lang={settings.language}
          error={refusal('description')}
          value={settings.description}
          onChange={(event) => set({ description: event.currentTarget.value })}
        />
        <div className={classes.accent}>
          <ColorInput
            label={t('accent')}
            description={t('accentHint')}
            format="hex"
            withEyeDropper={false}
            error={refusal('accent')}
            value={settings.accent}
            onChange={(accent) => set({ accent })}
          />
          <Shades accent={settings.accent} name={settings.name} />
        </div>
        <SitePicture
          of="logo"
          media={settings.logo}
          name={settings.name}
          error={refusal('logo')}
          onChange={(logo) => set({ logo })}
        />
        <SitePicture
          of="icon"
          media={settings.icon}
          name={settings.name}
          error={refusal('icon')}
          onChange={(icon) => set({ icon })}
        />
        <TimeZoneSetting
          zone={settings.timeZone}
          error={refusal('timeZone')}
          onChange={(timeZone) => set({ timeZone })}
        />
      </section>
      <FrontPageSettings pinned={settings.pinned} onChange={(pinned) => set({ pinned })} />
      <NavigationSettings
        links={settings.navigation}
        onChange={(navigation) => set({ navigation })}
        refusal={refusal}
      />
      <section className={classes.card} aria-labelledby="site-about">
        <h2 id="site-about">{t('about')}</h2>
        <Text size="sm" c="dimmed">
          {t('aboutHint')}
        </Text>
        <Select
          label={t('language')}
          data={languages.map((value) => ({ value, label: t(`app:language.${value}`) }))}
          value={settings.language}
          allowDeselect={false}
          onChange={(value) =>
            set({ language: languages.find((language) => language === value) ?? settings.language })
          }
        />
        <Radio.Group
          label={t('machineNotice.label')}
          description={t('machineNotice.hint')}
          value={settings.machineNotice}
          onChange={(value) =>
            set({ machineNotice: machineNotices.find((one) => one === value) ?? settings.machineNotice })
          }
        >
          <Stack gap={6} mt={6}>
            {machineNotices.map((value) => (
              <Radio key={value} value={value} label={t(`machineNotice.${value}`)} />
            ))}
          </Stack>
        </Radio.Group>
        {sitePolicies.map((policy) => (
          <Textarea
            key={policy}
            label={policyNames[i18n.language as Language][policy]}
            autosize
            minRows={2}
            maxRows={14}
            maxLength={maxPolicyLength}
            lang={settings.language}
            error={refusal(`policies.${policy}`)}
            value={settings.policies[policy]}
            onChange={(event) =>
              set({ policies: { ...settings.policies, [policy]: event.currentTarget.value } })
            }
          />
        ))}
      </section>
      <MachineFilesSettings
        trust={settings.trust}
        llms={settings.llms}
        language={settings.language}
        onChange={set}
        refusal={refusal}
      />
      <PingSettings indexNow={settings.indexNow} hubs={settings.hubs} onChange={set} refusal={refusal} />
      {problemCode(save.error) === 'conflict' && (
        <div role="alert" className={classes.conflict}>
          <p>{t('conflict')}</p>
          <Group gap="xs">
            <Button size="compact-sm" variant="default" onClick={theirs}>
              {t('takeTheirs')}
            </Button>
            <Button size="compact-sm" variant="default" onClick={mine}>
              {t('keepMine')}
            </Button>
          </Group>
        </div>
      )}
      <div className={classes.foot}>
        <Button type="submit" loading={save.isPending} disabled={!changed}>
          {t('save')}
        </Button>
        {changed && (
          <Text size="sm" c="dimmed" role="status">
            {t('unsaved')}
          </Text>
        )}
      </div>
    </form>
  );
}

/** The color as readers see it, in both schemes. */
function Shades({ accent, name }: { accent: string; name: string }) {
  const { t } = useTranslation('site');
  if (!/^#[0-9a-f]{6}$/i.test(accent)) return null;
  const { light, dark } = accentShades(accent);
  return (
    <div className={classes.shades}>
      <p style={{ background: '#fff', color: light }}>
        <span>{t('onLight')}</span> <b>{name}</b> {light}
      </p>
      <p style={{ background: '#131416', color: dark }}>
        <span>{t('onDark')}</span> <b>{name}</b> {dark}
      </p>
    </div>
  );
}

interface SitePictureProps {
  of: 'logo' | 'icon';
  media: MediaId | null;
  name: string;
  error: string | undefined;
  onChange: (media: MediaId | null) => void;
}

function SitePicture({ of, media, name, error, onChange }: SitePictureProps) {
  const { t } = useTranslation('site');
  const upload = useUploadOne(onChange, showProblem);
  return (
    <div>
      <Text size="sm" fw={500}>
        {t(of)}
      </Text>
      <Text size="xs" c="dimmed">
        {t(`${of}Hint`)}
      </Text>
      {media === null ? (
        <Text size="sm" my={8}>
          {t(`${of}None`)}
        </Text>
      ) : (
        <img className={classes[of]} src={picturePath(media)} alt={name} />
      )}
      {error !== undefined && (
        <Text size="xs" c="var(--mantine-color-error)" role="alert">
          {error}
        </Text>
      )}
      <Group gap="xs">
        <FileButton accept={uploadTypes.join()} onChange={(file) => file && upload.mutate(file)}>
          {(props) => (
            <Button {...props} size="compact-sm" variant="default" loading={upload.isPending}>
              {t(`${of}Choose`)}
            </Button>
          )}
        </FileButton>
        {media !== null && (
          <Button size="compact-sm" variant="subtle" color="gray" onClick={() => onChange(null)}>
            {t(`${of}Remove`)}
          </Button>
        )}
      </Group>
    </div>
  );
}
