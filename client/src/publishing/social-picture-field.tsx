// The picture that links to the article show elsewhere: one of the library or from this device, in place of the lead picture.
import { uploadTypes } from '@galley/shared/article/picture-files.ts';
import type { ArticleId, MediaId } from '@galley/shared/ids.ts';
import { Button, FileButton, Group, Input } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { type RefObject, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../app/problem-text.ts';
import { useArticle } from '../editor/article-context.ts';
import { LibraryPicker } from '../media/library-picker.tsx';
import { useUploadOne } from '../media/use-upload-one.ts';
import { useArticleChange } from './publication.ts';
import { SavedSign } from './saved-sign.tsx';

interface SocialPictureFieldProps {
  article: ArticleId;
  /** The button that opens the library; it gets the focus once the picture is taken away. */
  field: RefObject<HTMLButtonElement | null>;
}

export function SocialPictureField({ article, field }: SocialPictureFieldProps) {
  const { t } = useTranslation('publishing');
  const { row } = useArticle();
  const change = useArticleChange(article);
  const [picking, picker] = useDisclosure();
  const labelId = useId();
  const set = (socialPicture: MediaId | null) => {
    upload.reset();
    change.mutate({ socialPicture });
  };
  const upload = useUploadOne(set);
  const error = upload.error ?? change.error;
  return (
    <Input.Wrapper
      label={t('elsewhere.picture')}
      labelElement="div"
      labelProps={{ id: labelId }}
      description={t(row.socialPicture === null ? 'elsewhere.pictureHint' : 'elsewhere.pictureChosen')}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      error={error && problemText(error)}
    >
      <Group gap="xs" mb={4} role="group" aria-labelledby={labelId}>
        <Button ref={field} size="compact-sm" variant="default" onClick={picker.open}>
          {t('elsewhere.fromLibrary')}
        </Button>
        <FileButton
          accept={uploadTypes.join()}
          onChange={(file) => {
            if (!file) return;
            change.reset();
            upload.mutate(file);
          }}
        >
          {(props) => (
            <Button {...props} size="compact-sm" variant="default" loading={upload.isPending}>
              {t('elsewhere.upload')}
            </Button>
          )}
        </FileButton>
        {row.socialPicture !== null && (
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            onClick={() => {
              field.current?.focus();
              set(null);
            }}
          >
            {t('elsewhere.remove')}
          </Button>
        )}
        <SavedSign shown={change.isSuccess} />
      </Group>
      {picking && (
        <LibraryPicker
          multiple={false}
          onClose={picker.close}
          onPick={([picture]) => {
            picker.close();
            if (picture) set(picture.id);
          }}
        />
      )}
    </Input.Wrapper>
  );
}
