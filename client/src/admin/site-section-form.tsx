// A section of the site: the form for a new one, and for changing or removing one.
import {
  type ListedSiteSection,
  maxSiteSectionDescription,
  maxSiteSectionName,
  type NewSiteSection,
  siteSectionRefusals,
} from '@galley/shared/api/site-sections.ts';
import { siteSectionRoutes as routes } from '@galley/shared/contract/site-sections.ts';
import { Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { call } from '../app/api.ts';
import { siteSectionsQuery } from '../app/site-sections.ts';
import { RowForm } from './row-form.tsx';
import { useRowForm } from './use-row-form.ts';

interface SiteSectionFormProps {
  /** Null for a new one. */
  section: ListedSiteSection | null;
  onClose: () => void;
}

export function SiteSectionForm({ section, onClose }: SiteSectionFormProps) {
  const { t } = useTranslation(['site', 'app']);
  const form = useRowForm({
    initial: (): NewSiteSection => ({
      name: section?.name ?? '',
      slug: section?.slug ?? '',
      description: section?.description ?? '',
    }),
    save: (fields) =>
      section
        ? call(routes.changeSiteSection, {
            params: { id: section.id },
            body: { ...fields, version: section.version },
          })
        : call(routes.createSiteSection, { body: fields }),
    remove: async () => section && (await call(routes.removeSiteSection, { params: { id: section.id } })),
    queryKey: siteSectionsQuery.queryKey,
    reasons: siteSectionRefusals,
    said: { saved: t('sections.saved'), removed: t('sections.removed') },
    explainsConflict: true,
    onClose,
  });
  const { fields, set } = form;
  const refusal = (field: keyof NewSiteSection) => {
    const why = form.refusalOf(field);
    return why && t(`sections.refused.${why}`);
  };
  const isInUse = section !== null && (section.articles > 0 || form.isKept);
  return (
    <RowForm
      title={section ? t('sections.changeTitle') : t('sections.add')}
      form={form}
      save={section ? t('app:save') : t('sections.create')}
      conflict={t('sections.conflict')}
      removal={
        section && {
          label: t('sections.remove'),
          question: isInUse
            ? t('sections.inUse', { name: section.name, count: Math.max(section.articles, 1) })
            : t('sections.removeAsk', { name: section.name }),
          yes: isInUse ? null : t('sections.removeYes'),
        }
      }
      onClose={onClose}
    >
      <TextInput
        data-autofocus
        required
        autoComplete="off"
        label={t('sections.name')}
        maxLength={maxSiteSectionName}
        error={refusal('name')}
        value={fields.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <TextInput
        label={t('sections.slug')}
        description={section ? t('sections.slugMoves') : t('sections.slugHint')}
        autoComplete="off"
        spellCheck={false}
        maxLength={100}
        error={refusal('slug')}
        value={fields.slug}
        onChange={(event) => set({ slug: event.currentTarget.value })}
      />
      <Textarea
        label={t('sections.description')}
        description={t('sections.descriptionHint')}
        autosize
        minRows={2}
        maxLength={maxSiteSectionDescription}
        error={refusal('description')}
        value={fields.description}
        onChange={(event) => set({ description: event.currentTarget.value })}
      />
    </RowForm>
  );
}
