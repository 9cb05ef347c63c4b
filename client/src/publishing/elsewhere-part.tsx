// How the article is shown elsewhere: the title, the description and the picture that search engines and social networks get, and
// where it was published first. Saved field by field, with a preview of both.
import type { Publication } from '@galley/shared/api/publishing.ts';
import {
  canonicalRefusal,
  maxCanonical,
  maxSearchDescription,
  maxSearchTitle,
  wellShown,
} from '@galley/shared/article/search-and-social.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { articleQuery } from '../app/articles.ts';
import { isRefusedBy, problemText } from '../app/problem-text.ts';
import { useMay } from '../app/session.tsx';
import { useLead } from '../collab/use-yjs.ts';
import { useArticle, useHeadline } from '../editor/article-context.ts';
import classes from './elsewhere-part.module.css';
import { ElsewherePreview } from './elsewhere-preview.tsx';
import { Part } from './part.tsx';
import { useArticleChange } from './publication.ts';
import { SavedSign } from './saved-sign.tsx';
import { SocialPictureField } from './social-picture-field.tsx';
import { useSavedField } from './use-saved-field.ts';

interface ElsewherePartProps {
  article: ArticleId;
  publication: Pick<Publication, 'url'>;
  /** Where the picture is chosen. */
  pictureField: RefObject<HTMLButtonElement | null>;
}

export function ElsewherePart({ article, publication, pictureField }: ElsewherePartProps) {
  const { t } = useTranslation('publishing');
  const { row, session } = useArticle();
  const mayChange = useMay('article.settings') && row.archivedAt === null;
  const headline = useHeadline();
  const { data: dek = '' } = useQuery({ ...articleQuery(article), select: (one) => one.dek });
  const lead = useLead(session.doc);
  const title = useTextField(article, 'searchTitle');
  const socialTitle = useTextField(article, 'socialTitle');
  const description = useTextField(article, 'searchDescription');
  const canonical = useTextField(article, 'canonical');
  return (
    <Part title={t('elsewhere.title')}>
      {mayChange && (
        <div className={classes.fields}>
          <TextInput
            size="sm"
            label={t('elsewhere.searchTitle')}
            placeholder={headline}
            maxLength={maxSearchTitle}
            description={<Length text={title.field.value || headline} well={wellShown.title} />}
            inputWrapperOrder={['label', 'input', 'error', 'description']}
            {...title.field}
            error={title.refusal}
            rightSection={<SavedSign shown={title.isSaved} />}
          />
          <TextInput
            size="sm"
            label={t('elsewhere.socialTitle')}
            placeholder={title.field.value || headline}
            maxLength={maxSearchTitle}
            description={
              <Length
                text={socialTitle.field.value || title.field.value || headline}
                well={wellShown.title}
              />
            }
            inputWrapperOrder={['label', 'input', 'error', 'description']}
            {...socialTitle.field}
            error={socialTitle.refusal}
            rightSection={<SavedSign shown={socialTitle.isSaved} />}
          />
          <Textarea
            size="sm"
            autosize
            minRows={2}
            maxRows={6}
            label={t('elsewhere.searchDescription')}
            placeholder={dek || t('elsewhere.firstSentence')}
            maxLength={maxSearchDescription}
            description={<Length text={description.field.value || dek} well={wellShown.description} />}
            inputWrapperOrder={['label', 'input', 'error', 'description']}
            {...description.field}
            error={description.refusal}
            rightSection={<SavedSign shown={description.isSaved} />}
          />
          <SocialPictureField article={article} field={pictureField} />
          <TextInput
            size="sm"
            type="url"
            label={t('elsewhere.canonical')}
            placeholder="https://"
            maxLength={maxCanonical}
            spellCheck={false}
            autoCapitalize="off"
            autoComplete="off"
            description={t('elsewhere.canonicalHint')}
            inputWrapperOrder={['label', 'input', 'error', 'description']}
            {...canonical.field}
            error={canonical.refusal}
            rightSection={<SavedSign shown={canonical.isSaved} />}
          />
        </div>
      )}
      <ElsewherePreview
        address={row.canonical ?? publication.url}
        title={title.field.value || headline}
        socialTitle={socialTitle.field.value || title.field.value || headline}
        description={description.field.value || dek}
        picture={row.socialPicture ?? (lead.media || null)}
      />
    </Part>
  );
}

/** One of the texts: what is typed, and what became of it. */
function useTextField(
  article: ArticleId,
  name: 'searchTitle' | 'socialTitle' | 'searchDescription' | 'canonical',
) {
  const { t } = useTranslation('publishing');
  const { row } = useArticle();
  const change = useArticleChange(article);
  const saved = row[name] ?? '';
  const { field, isTyped } = useSavedField(saved, (typed, onDone) => {
    const text = typed.trim();
    if (text === saved) onDone();
    else change.mutate({ [name]: name === 'canonical' && text === '' ? null : text }, { onSuccess: onDone });
  });
  const isNoAddress = isRefusedBy(change.error, canonicalRefusal);
  const refusal = isNoAddress ? t('elsewhere.noAddress') : problemText(change.error);
  return {
    field,
    isSaved: change.isSuccess && !isTyped,
    refusal: change.isError && isTyped ? refusal : null,
  };
}

/** How many characters there are, and how many are well shown. */
function Length({ text, well: { from, to } }: { text: string; well: { from: number; to: number } }) {
  const { t } = useTranslation('publishing');
  const count = [...text].length;
  const fits = count < from ? 'short' : count > to ? 'long' : 'good';
  return (
    <span className={classes.length} data-fits={count === 0 ? undefined : fits}>
      {t('elsewhere.length', { count, from, to })}
      {count > 0 && <> · {t(`elsewhere.fits.${fits}`)}</>}
    </span>
  );
}
