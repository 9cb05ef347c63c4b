// What the file says of its article that is kept with it: its address, its tags, its section of the site, until when it is under embargo. The person
// may change each before. An open article is asked only for what is not set yet, and its own tags stay.
import { maxTagLength, maxTags } from '@galley/shared/api/articles.ts';
import { sectionCalled } from '@galley/shared/api/site-sections.ts';
import type { FoundFacts } from '@galley/shared/article/formats/pieces.ts';
import { maxSlugLength, slugFrom } from '@galley/shared/article/slug.ts';
import type { Language } from '@galley/shared/language.ts';
import { NativeSelect, TagsInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { siteSectionsQuery } from '../app/site-sections.ts';
import { WallTimeInput } from '../ui/wall-time-input.tsx';

interface ArticleFactsFieldsProps {
  facts: FoundFacts;
  language: Language;
  /** The desk's, on whose clocks the embargo is. */
  timeZone: string;
  /** Which of them there is a place for. */
  asks: { slug: boolean; embargo: boolean; siteSection: boolean };
  /** Whether the article has tags of its own. */
  adds: boolean;
  onChange: (facts: Pick<FoundFacts, 'slug' | 'tags' | 'siteSection' | 'embargo'>) => void;
}

export function ArticleFactsFields(props: ArticleFactsFieldsProps) {
  const { facts, language, timeZone, asks, adds, onChange } = props;
  const { t } = useTranslation('imports');
  return (
    <>
      {asks.slug && (
        <TextInput
          size="sm"
          label={t('facts.slug')}
          description={t('facts.slugHint')}
          maxLength={2 * maxSlugLength}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          value={facts.slug ?? ''}
          onChange={(event) => onChange({ slug: event.currentTarget.value })}
          onBlur={() => onChange({ slug: slugFrom(facts.slug ?? '', language) })}
        />
      )}
      <TagsInput
        size="sm"
        label={t('facts.tags')}
        description={adds && t('facts.tagsHint')}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        maxLength={maxTagLength}
        maxTags={maxTags}
        splitChars={[',', ';']}
        acceptValueOnBlur
        value={facts.tags ?? []}
        onChange={(tags) => onChange({ tags })}
      />
      {asks.siteSection && (
        <SiteSectionSelect
          named={facts.siteSection ?? ''}
          onChange={(siteSection) => onChange({ siteSection })}
        />
      )}
      {asks.embargo && (
        <WallTimeInput
          size="sm"
          timeZone={timeZone}
          label={t('facts.embargo')}
          description={t('facts.embargoHint', { zone: timeZone })}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          value={facts.embargo ?? ''}
          onChange={(event) => onChange({ embargo: event.currentTarget.value.slice(0, 16) })}
        />
      )}
    </>
  );
}

interface SiteSectionSelectProps {
  /** As the file or the person names it. */
  named: string;
  onChange: (name: string) => void;
}

/** The section of the site; nothing where it has none. One that the file names and the site has not is said. */
function SiteSectionSelect({ named, onChange }: SiteSectionSelectProps) {
  const { t } = useTranslation('imports');
  const { data: sections = [] } = useQuery(siteSectionsQuery);
  const chosen = sectionCalled(sections, named);
  if (sections.length === 0) return null;
  return (
    <NativeSelect
      size="sm"
      label={t('facts.siteSection')}
      description={named !== '' && !chosen && t('facts.siteSectionUnknown', { name: named })}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      data={[
        { value: '', label: t('facts.noSiteSection') },
        ...sections.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      value={chosen?.id ?? ''}
      onChange={(event) => onChange(sections.find(({ id }) => id === event.currentTarget.value)?.name ?? '')}
    />
  );
}
