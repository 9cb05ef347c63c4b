// The lead image: picture, alt text, caption and credit, edited live by everybody.
import { uploadedPictureSchema, uploadTypes } from '@galley/shared/api/media.ts';
import { emptyLead, type Lead } from '@galley/shared/article/content.ts';
import { readLead, writeLead } from '@galley/shared/article/read-article.ts';
import { Button, Loader } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { IconPhoto } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { request } from '../app/api.ts';
import { showProblem } from '../app/toasts.ts';
import { useArticle } from './article-context.ts';
import { byHand } from './connection.ts';
import classes from './lead-image.module.css';
import { LeadText } from './lead-text.tsx';
import { useLead } from './use-yjs.ts';

export function LeadImage() {
  const { t } = useTranslation('editor');
  const { session, canWrite } = useArticle();
  const lead = useLead(session.doc);
  const openPicker = useRef<() => void>(null);
  const set = (change: Partial<Lead>) => {
    const { doc } = session;
    session.connection.steps.asOne(() =>
      doc.transact(() => writeLead(doc, { ...readLead(doc), ...change }), byHand),
    );
  };
  const upload = useMutation({
    mutationFn: (file: File) => request('POST', '/api/media', { body: file, schema: uploadedPictureSchema }),
    onSuccess: ({ id }) => set({ media: id }),
    onError: showProblem,
  });

  if (lead.media === '' && !canWrite) return null;
  return (
    <div className={classes.lead} data-lead>
      <Dropzone
        openRef={openPicker}
        onDrop={([file]) => file && upload.mutate(file)}
        accept={[...uploadTypes]}
        multiple={false}
        activateOnClick={false}
        activateOnKeyboard={false}
        disabled={!canWrite}
        className={classes.zone ?? ''}
        mod={{ filled: lead.media !== '' }}
        // The button inside is the way for the keyboard.
        tabIndex={-1}
        role="presentation"
      >
        {lead.media === '' ? (
          <div className={classes.empty}>
            {upload.isPending ? <Loader size="sm" /> : <IconPhoto size={22} stroke={1.5} aria-hidden />}
            <Button
              variant="subtle"
              size="compact-sm"
              onClick={() => openPicker.current?.()}
              disabled={upload.isPending}
            >
              {upload.isPending ? t('lead.uploading') : t('lead.add')}
            </Button>
            <span className={classes.drop}>{t('lead.drop')}</span>
          </div>
        ) : (
          <figure className={classes.figure}>
            <img src={`/media/${lead.media}`} alt={lead.alt} className={classes.image} />
            {canWrite && (
              <div className={classes.actions}>
                <Button
                  size="compact-xs"
                  variant="default"
                  onClick={() => openPicker.current?.()}
                  loading={upload.isPending}
                >
                  {t('lead.replace')}
                </Button>
                <Button size="compact-xs" variant="default" onClick={() => set(emptyLead)}>
                  {t('lead.remove')}
                </Button>
              </div>
            )}
          </figure>
        )}
      </Dropzone>
      {lead.media !== '' && (
        <div className={classes.fields}>
          <LeadText
            text="lead-alt"
            said={lead.alt}
            label={t('lead.alt')}
            hint={t('lead.altHint')}
            fault={lead.alt.trim() === '' ? t('lead.altMissing') : null}
            className={classes.wide}
          />
          <LeadText text="lead-caption" said={lead.caption} label={t('lead.caption')} />
          <LeadText
            text="lead-credit"
            said={lead.credit}
            label={t('lead.credit')}
            hint={t('lead.creditHint')}
          />
        </div>
      )}
    </div>
  );
}
