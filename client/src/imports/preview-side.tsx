// Beside the preview: how the text is read, where it goes, and what it makes of the template's sections.
import type { ImportFormat } from '@galley/shared/api/imports.ts';
import type { FoundFacts } from '@galley/shared/article/formats/pieces.ts';
import { sectionLabel } from '@galley/shared/article/section-label.ts';
import type { Template } from '@galley/shared/article/template.ts';
import { type Language, languages } from '@galley/shared/language.ts';
import { Checkbox, NativeSelect, Radio, SegmentedControl, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { siteSectionsQuery } from '../app/site-sections.ts';
import { ArticleFactsFields } from './article-facts-fields.tsx';
import { FileFacts, LostParts } from './file-notes.tsx';
import { type ImportDraft, isMachineMade, machineNote } from './import-draft.ts';
import type { outcomeOf } from './import-pieces.ts';
import { formatsOf, type ImportSource, isPasteFormat } from './import-source.ts';
import classes from './preview-side.module.css';
import type { Home } from './use-reading.ts';

interface PreviewSideProps {
  draft: ImportDraft;
  outcome: ReturnType<typeof outcomeOf>;
  home: Home;
  language: Language;
  /** What there is to choose for a new article; null for one that has its template and its language. */
  templates: readonly Template[] | null;
  busy: boolean;
  onChange: (part: Partial<ImportDraft>) => void;
  /** Has the source read again. */
  onRead: (source: ImportSource, template: Template) => void;
}

export function PreviewSide(props: PreviewSideProps) {
  const { draft, outcome, home, language, templates, busy, onChange, onRead } = props;
  const { t, i18n } = useTranslation(['imports', 'app']);
  const { data: sections = [] } = useQuery(siteSectionsQuery);
  const { source } = draft;
  const formats = source ? formatsOf(source) : [];
  const facts = { ...draft.facts, ...draft.corrected };

  return (
    <aside className={classes.side}>
      <Stack gap="sm" className={classes.settings ?? ''}>
        {source && formats.length > 1 && (
          <NativeSelect
            label={t('preview.readAs')}
            size="sm"
            disabled={busy}
            value={source.format}
            data={formats.map((format) => ({ value: format, label: t(`format.${format}`) }))}
            onChange={(event) =>
              onRead(readAs(source, event.currentTarget.value as ImportFormat), home.template)
            }
          />
        )}
        {templates && (
          <>
            <NativeSelect
              label={t('preview.template')}
              size="sm"
              disabled={busy}
              value={home.template.id}
              data={templates.map(({ id, name }) => ({ value: id, label: name[i18n.language as Language] }))}
              onChange={(event) => {
                const { value } = event.currentTarget;
                const template = templates.find(({ id }) => id === value);
                if (!template) return;
                onChange({ template: template.id });
                if (source) onRead(source, template);
              }}
            />
            <div>
              <div className={classes.label}>{t('preview.language')}</div>
              <SegmentedControl
                fullWidth
                size="sm"
                aria-label={t('preview.language')}
                value={language}
                onChange={(value) => onChange({ language: value as Language })}
                data={languages.map((value) => ({ value, label: t(`app:language.${value}`) }))}
              />
            </div>
          </>
        )}
        {!templates && (
          <Radio.Group
            className={classes.wide ?? ''}
            label={t('preview.mode')}
            value={draft.mode}
            onChange={(mode) => onChange({ mode: mode as ImportDraft['mode'] })}
          >
            <Stack gap="xs" mt={6}>
              <Radio value="fill" label={t('preview.fill')} description={t('preview.fillHint')} />
              <Radio value="append" label={t('preview.append')} description={t('preview.appendHint')} />
            </Stack>
          </Radio.Group>
        )}
      </Stack>
      <Outline {...props} />
      <Stack gap="sm">
        <ArticleFactsFields
          facts={facts}
          language={language}
          timeZone={draft.timeZone}
          asks={home.asks}
          adds={!templates}
          onChange={(change) => onChange({ corrected: { ...draft.corrected, ...change } })}
        />
        <Checkbox
          size="sm"
          label={t('preview.machineMade')}
          description={t(machineNote(draft))}
          checked={isMachineMade(draft)}
          onChange={(event) => onChange({ machineMade: event.currentTarget.checked })}
        />
      </Stack>
      <FileFacts facts={withoutFields(facts, home.asks.siteSection && sections.length > 0)} />
      <LostParts lost={draft.lost} />
      <p className={classes.total} role="status">
        {[
          t('preview.sections', { count: outcome.sections.length }),
          t('preview.words', { count: outcome.words }),
          ...(outcome.leftOut > 0 ? [t('preview.leftOut', { count: outcome.leftOut })] : []),
        ].join(' · ')}
      </p>
    </aside>
  );
}

/** What has a field of its own, or is set in the article already, is not shown; `asksSection` says whether the section of the site has one. */
function withoutFields(
  { slug: _slug, tags: _tags, embargo: _embargo, siteSection, ...facts }: FoundFacts,
  asksSection: boolean,
): FoundFacts {
  return siteSection === undefined || asksSection ? facts : { ...facts, siteSection };
}

/** The sections that come of it, and for a new article those of the template that the text has not. */
function Outline({ outcome, home, language, templates }: PreviewSideProps) {
  const { t } = useTranslation('imports');
  const { sections: specs } = home.template;
  const missing = templates
    ? specs.filter(({ kind }) => !outcome.sections.some((section) => section.kind === kind))
    : [];
  return (
    <section className={classes.outline}>
      <h3 className={classes.label}>{t('preview.outline')}</h3>
      {templates && outcome.headline === '' && <p className={classes.missing}>{t('preview.noHeadline')}</p>}
      <ul className={classes.list} lang={language}>
        {outcome.sections.map((section) => (
          <li key={section.id} className={classes.item} data-color={colorOf(section.kind, home)}>
            <span className={classes.name}>{sectionLabel(section, home.template, language)}</span>
            <span className={classes.size}>{t('preview.words', { count: section.words })}</span>
          </li>
        ))}
        {missing.map((spec) => (
          <li key={spec.kind} className={classes.item} data-missing>
            <span className={classes.name}>{spec.label[language]}</span>
            <span className={classes.size}>
              {t(spec.boilerplate[language] === '' ? 'preview.notFound' : 'preview.boilerplate')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function colorOf(kind: string, { template }: Home): number | undefined {
  const place = template.sections.findIndex((spec) => spec.kind === kind);
  return place === -1 ? undefined : place % 6;
}

function readAs(source: ImportSource, format: ImportFormat): ImportSource {
  if (source.type === 'file') return { ...source, format };
  return isPasteFormat(format) ? { ...source, format } : source;
}
