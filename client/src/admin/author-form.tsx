// An author's profile: the form for a new one, and for changing one.
import {
  type AuthorProfile,
  authorRefusals,
  maxAuthorBio,
  type NewAuthor,
} from '@galley/shared/api/authors.ts';
import { authorKinds, maxAuthorName } from '@galley/shared/article/authors.ts';
import { picturePath, uploadTypes } from '@galley/shared/article/picture-files.ts';
import { Button, FileButton, Input, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { authorsQuery } from '../app/authors.ts';
import { showProblem } from '../app/toasts.ts';
import { useUploadOne } from '../media/use-upload-one.ts';
import { changeAuthor, createAuthor, removeAuthor } from './author-requests.ts';
import classes from './authors-page.module.css';
import { RowForm } from './row-form.tsx';
import { useRowForm } from './use-row-form.ts';

interface AuthorFormProps {
  /** Null for a new one. */
  author: AuthorProfile | null;
  onClose: () => void;
}

const empty: NewAuthor = { kind: 'person', name: '', bio: '', picture: null, link: '' };

export function AuthorForm({ author, onClose }: AuthorFormProps) {
  const { t } = useTranslation(['authors', 'app']);
  const form = useRowForm({
    initial: () => (author ? fieldsOf(author) : empty),
    save: (fields) =>
      author ? changeAuthor(author.slug, { ...fields, version: author.version }) : createAuthor(fields),
    remove: async () => author && (await removeAuthor(author.slug)),
    queryKey: authorsQuery.queryKey,
    reasons: authorRefusals,
    said: { saved: t('saved'), removed: t('removed') },
    onClose,
  });
  const { fields, set } = form;
  const upload = useUploadOne((id) => set({ picture: id }), showProblem);
  const refusal = (field: keyof NewAuthor) => {
    const why = form.refusalOf(field);
    return why && t(`refused.${why}`);
  };
  return (
    <RowForm
      title={author ? t('changeTitle') : t('add')}
      form={form}
      save={author ? t('app:save') : t('create')}
      conflict={t('conflict')}
      removal={
        author && {
          label: t('remove'),
          question: t('removeAsk', { name: author.name }),
          yes: t('removeYes'),
        }
      }
      onClose={onClose}
    >
      <TextInput
        data-autofocus
        required
        autoComplete="off"
        label={t('name')}
        description={author ? t('nameHint') : undefined}
        maxLength={maxAuthorName}
        error={refusal('name')}
        value={fields.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <SegmentedControl
        aria-label={t('kindOf')}
        data={authorKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
        value={fields.kind}
        onChange={(value) => {
          const kind = authorKinds.find((one) => one === value);
          if (kind) set({ kind });
        }}
      />
      <Textarea
        label={t('bio')}
        description={t('bioHint')}
        autosize
        minRows={3}
        maxLength={maxAuthorBio}
        error={refusal('bio')}
        value={fields.bio}
        onChange={(event) => set({ bio: event.currentTarget.value })}
      />
      <TextInput
        label={t('link')}
        description={t('linkHint')}
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        maxLength={300}
        error={refusal('link')}
        value={fields.link}
        onChange={(event) => set({ link: event.currentTarget.value })}
      />
      <Input.Wrapper label={t('picture')} labelElement="div" error={refusal('picture')}>
        <div className={classes.picture}>
          {fields.picture !== null && (
            <img className={classes.portrait} src={picturePath(fields.picture)} alt={t('pictureNow')} />
          )}
          <FileButton accept={uploadTypes.join()} onChange={(file) => file && upload.mutate(file)}>
            {(props) => (
              <Button {...props} size="compact-sm" variant="default" loading={upload.isPending}>
                {t('choosePicture')}
              </Button>
            )}
          </FileButton>
          {fields.picture !== null && (
            <Button size="compact-sm" variant="subtle" color="gray" onClick={() => set({ picture: null })}>
              {t('removePicture')}
            </Button>
          )}
        </div>
      </Input.Wrapper>
    </RowForm>
  );
}

function fieldsOf({ kind, name, bio, picture, link }: AuthorProfile): NewAuthor {
  // An address for e-mail is written without its scheme.
  return { kind, name, bio, picture, link: link.replace(/^mailto:/, '') };
}
