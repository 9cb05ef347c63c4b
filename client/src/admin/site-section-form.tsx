// A section of the site: the form for a new one, and for changing or removing one.
import {
  type ListedSiteSection,
  maxSiteSectionDescription,
  maxSiteSectionName,
  type NewSiteSection,
  siteSectionRefusals,
} from '@galley/shared/api/site-sections.ts';
import { siteSectionRoutes as routes } from '@galley/shared/contract/site-sections.ts';
import { Modal, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../app/api.ts';
import { refusalsIn } from '../app/field-refusals.ts';
import { problemCode } from '../app/problem-text.ts';
import { siteSectionsQuery } from '../app/site-sections.ts';
import { showProblem, showToast } from '../app/toasts.ts';
import classes from './authors-page.module.css';
import { FormFoot } from './form-foot.tsx';

interface SiteSectionFormProps {
  /** Null for a new one. */
  section: ListedSiteSection | null;
  onClose: () => void;
}

export function SiteSectionForm({ section, onClose }: SiteSectionFormProps) {
  const { t } = useTranslation(['site', 'app']);
  const client = useQueryClient();
  const [fields, setFields] = useState<NewSiteSection>(() => ({
    name: section?.name ?? '',
    slug: section?.slug ?? '',
    description: section?.description ?? '',
  }));
  const refresh = () => client.invalidateQueries({ queryKey: siteSectionsQuery.queryKey });
  const done = async (message: string) => {
    await refresh();
    showToast(message);
    onClose();
  };
  const save = useMutation({
    mutationFn: () =>
      section
        ? call(routes.changeSiteSection, {
            params: { id: section.id },
            body: { ...fields, version: section.version },
          })
        : call(routes.createSiteSection, { body: fields }),
    onSuccess: () => done(t('sections.saved')),
    onError: async (error) => {
      if (problemCode(error) === 'conflict') await refresh();
      else if (refusalsIn(error, siteSectionRefusals).size === 0) showProblem(error);
    },
  });
  const remove = useMutation({
    mutationFn: ({ id }: ListedSiteSection) => call(routes.removeSiteSection, { params: { id } }),
    onSuccess: () => done(t('sections.removed')),
    onError: async (error) => {
      if (problemCode(error) !== 'conflict') showProblem(error);
      await refresh();
    },
  });
  const set = (some: Partial<NewSiteSection>) => {
    save.reset();
    setFields((before) => ({ ...before, ...some }));
  };
  const refusals = refusalsIn(save.error, siteSectionRefusals);
  const refusal = (field: keyof NewSiteSection) => {
    const why = refusals.get(field);
    return why && t(`sections.refused.${why}`);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const isInUse = section !== null && (section.articles > 0 || problemCode(remove.error) === 'conflict');
  return (
    <Modal
      opened
      onClose={onClose}
      title={section ? t('sections.changeTitle') : t('sections.add')}
      closeButtonProps={{ 'aria-label': t('app:close') }}
    >
      <form onSubmit={submit} noValidate className={classes.form}>
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
        <FormFoot
          save={section ? t('app:save') : t('sections.create')}
          saving={save.isPending}
          conflict={problemCode(save.error) === 'conflict' ? t('sections.conflict') : null}
          removal={
            section && {
              label: t('sections.remove'),
              question: isInUse
                ? t('sections.inUse', { name: section.name, count: Math.max(section.articles, 1) })
                : t('sections.removeAsk', { name: section.name }),
              yes: isInUse ? null : t('sections.removeYes'),
              removing: remove.isPending,
              onRemove: () => remove.mutate(section),
            }
          }
        />
      </form>
    </Modal>
  );
}
