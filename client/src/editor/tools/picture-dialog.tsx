// About one picture, at the head or in the text: the point that its crops keep, whether a machine made it, and what its file says
// of it, which is offered and taken over only by a person.
import { type PictureNotes, proposedCredit } from '@galley/shared/api/picture-notes.ts';
import {
  isSourceType,
  machineMade,
  type PictureSettings,
  sourceTypes,
} from '@galley/shared/article/picture-settings.ts';
import type { PictureTexts } from '@galley/shared/article/picture-texts.ts';
import { mediaRoutes } from '@galley/shared/contract/media.ts';
import { Button, Group, NativeSelect, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../app/api.ts';
import { FocusPicker } from '../../media/focus-picker.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import classes from './picture-dialog.module.css';

interface PictureDialogProps {
  picture: PictureTexts & PictureSettings & { media: string };
  /** The shapes in which the point matters. */
  ratios: readonly string[];
  onSet: (name: 'focus' | 'sourceType', value: string | null) => void;
  onSay: (field: keyof PictureTexts, text: string) => void;
  onClose: () => void;
}

/** What is set of a picture beside its words. `onSet` gets what changed, `onSay` a text that is offered for it. */
export function PictureDialog({ picture, ratios, onSet, onSay, onClose }: PictureDialogProps) {
  const { t } = useTranslation('tools');
  const { t: general } = useTranslation();
  const notes = usePictureNotes(picture.media);
  return (
    <Dialog
      opened
      onClose={onClose}
      size="xl"
      title={t('picture.title')}
      closeButtonProps={{ 'aria-label': general('close') }}
    >
      <Stack gap="lg">
        <FocusPicker
          media={picture.media}
          focus={picture.focus ?? null}
          ratios={ratios}
          onSet={(focus) => onSet('focus', focus)}
        />
        <Origin picture={picture} notes={notes} onSet={(value) => onSet('sourceType', value)} />
        {notes && <FileNotes picture={picture} notes={notes} onSay={onSay} />}
      </Stack>
    </Dialog>
  );
}

/** What the file says; null while that is being asked. What a picture's id names never changes. */
function usePictureNotes(media: string): PictureNotes | null {
  const { data } = useQuery({
    queryKey: ['picture-notes', media],
    queryFn: () => call(mediaRoutes.readPictureNotes, { params: { id: media } }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data ?? null;
}

interface OriginProps {
  picture: PictureTexts & PictureSettings;
  notes: PictureNotes | null;
  onSet: (value: string | null) => void;
}

function Origin({ picture, notes, onSet }: OriginProps) {
  const { t } = useTranslation('tools');
  const said = isSourceType(picture.sourceType) ? picture.sourceType : null;
  const found = machineMade({ credit: picture.credit }, notes ?? undefined);
  return (
    <NativeSelect
      label={t('picture.origin')}
      description={t('picture.originHint')}
      value={said ?? 'auto'}
      onChange={({ currentTarget: { value } }) => onSet(isSourceType(value) ? value : null)}
      data={(['auto', ...sourceTypes] as const).map((value) => ({
        value,
        label:
          value === 'auto' && found
            ? t('picture.saidSo', { origin: t(`picture.origins.${found}`) })
            : t(`picture.origins.${value}`),
      }))}
    />
  );
}

interface FileNotesProps {
  picture: PictureTexts;
  notes: PictureNotes;
  onSay: PictureDialogProps['onSay'];
}

function FileNotes({ picture, notes, onSay }: FileNotesProps) {
  const { t } = useTranslation('tools');
  const rows: { name: keyof Notes; text: string; field?: keyof PictureTexts }[] = [
    { name: 'headline', text: notes.headline ?? '' },
    { name: 'caption', text: notes.caption ?? '', field: 'caption' },
    { name: 'alt', text: notes.alt ?? '', field: 'alt' },
    { name: 'credit', text: proposedCredit(notes), field: 'credit' },
    { name: 'source', text: notes.source ?? '' },
    { name: 'copyright', text: notes.copyright ?? '' },
    { name: 'usageTerms', text: notes.usageTerms ?? '' },
    { name: 'expires', text: (notes.expires ?? '').replace('T', ' ') },
    { name: 'moving', text: notes.moving ? t('picture.notes.movingHint') : '' },
  ];
  const said = rows.filter(({ text }) => text !== '');
  return (
    <section>
      <Title order={3} size="h5" mb="xs">
        {t('picture.file')}
      </Title>
      {said.length === 0 && <Text c="dimmed">{t('picture.nothing')}</Text>}
      <dl className={classes.notes}>
        {said.map(({ name, text, field }) => (
          <div key={name}>
            <dt>{t(`picture.notes.${name}`)}</dt>
            <dd>
              <Group wrap="nowrap" justify="space-between" align="flex-start">
                <span className={classes.note}>{text}</span>
                {field && picture[field] !== text && (
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={t('picture.useAs', { field: t(`figure.${field}`) })}
                    onClick={() => onSay(field, text)}
                    className={classes.use ?? ''}
                  >
                    {t('picture.use')}
                  </Button>
                )}
              </Group>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

type Notes = Required<Omit<PictureNotes, 'creator' | 'sourceType'>>;
