// The lead image: picture, alt text, caption and credit, edited live by everybody.
import type { ProposedFacts } from '@galley/shared/api/media.ts';
import { saysSomething } from '@galley/shared/article/alt-texts.ts';
import { emptyLead, type Lead } from '@galley/shared/article/content.ts';
import { picturePath, uploadTypes } from '@galley/shared/article/picture-files.ts';
import { focusPoint, isFocus, isSourceType } from '@galley/shared/article/picture-settings.ts';
import { readLead, writeLead } from '@galley/shared/article/read-article.ts';
import type { MediaId } from '@galley/shared/ids.ts';
import { cleanLine } from '@galley/shared/text/characters.ts';
import { Button } from '@mantine/core';
import { Dropzone, type FileRejection } from '@mantine/dropzone';
import { IconPhoto } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showProblem, showToast, showWarning } from '../app/toasts.ts';
import { byHand } from '../collab/connection.ts';
import { useLead } from '../collab/use-yjs.ts';
import { useArticle } from '../editor/article-context.ts';
import { PictureDialog } from '../editor/tools/picture-dialog.tsx';
import { UploadBar } from '../editor/tools/upload-bar.ts';
import { LibraryPicker } from '../media/library-picker.tsx';
import { sayLicence } from '../media/say-licence.ts';
import { faultOf, uploadPicture } from '../media/upload-picture.ts';
import classes from './lead-image.module.css';
import { LeadText } from './lead-text.tsx';

/** How the public site crops it: on the front page, at the head of a wide window, and as others show links to it. */
const leadRatios = ['3:2', '16:9', '1:1'];

export function LeadImage() {
  const { t } = useTranslation('editor');
  const { t: words } = useTranslation('tools');
  const { session, canWrite } = useArticle();
  const lead = useLead(session.doc);
  const openPicker = useRef<() => void>(null);
  const [detailed, setDetailed] = useState(false);
  const [picking, setPicking] = useState(false);
  const write = (change: (lead: Lead) => Lead) => {
    const { doc } = session;
    session.connection.steps.asOne(() => doc.transact(() => writeLead(doc, change(readLead(doc))), byHand));
  };
  const [underWay, setUnderWay] = useState<UploadUnderWay | null>(null);
  // Nobody sees it any longer, and there may be no document to put it into.
  useEffect(() => () => underWay?.stop.abort(), [underWay]);
  const upload = useMutation({
    mutationFn: (file: File) => {
      const stop = new AbortController();
      const bar = new UploadBar(file.name, () => stop.abort());
      setUnderWay({ bar, stop });
      return uploadPicture(file, (share) => bar.set(share), stop.signal);
    },
    onSettled: () => setUnderWay(null),
    onSuccess: (picture, { name }) => {
      write((before) => withPicture(before, picture.id, picture.proposed));
      if (picture.notes.moving) showToast(words('image.moving', { name }));
      sayLicence(name, picture);
      if (lead.media !== '') showToast(words('image.replaced'));
      else if (picture.proposed.caption || picture.proposed.credit)
        showToast(words('image.fromFile', { name }));
    },
    onError: (error) => {
      if (error.name !== 'AbortError') showProblem(error);
    },
  });

  // As of a picture that was missing when the article was imported: they are for the next one.
  const hasTexts = [lead.alt, lead.caption, lead.credit].some((text) => text !== '');
  // The fields stay when somebody empties them to write anew.
  const [hadTexts, setHadTexts] = useState(hasTexts);
  if (hasTexts && !hadTexts) setHadTexts(true);
  if (lead.media === '' && !canWrite) return null;
  const point = focusPoint(lead.focus);
  const altFault = saysSomething(lead.alt)
    ? null
    : t(lead.alt.trim() === '' ? 'lead.altMissing' : 'lead.altAutomatic');
  const rejection = (rejected: FileRejection | undefined) => {
    const name = rejected?.file.name ?? '';
    return words(`image.fault.${(rejected && faultOf(rejected.file)) ?? 'type'}`, { name });
  };
  return (
    <div className={classes.lead} data-lead>
      <Dropzone
        openRef={openPicker}
        // Disabled while one is on its way it would take the button that calls it off along.
        onDrop={([file]) => file && !underWay && upload.mutate(file)}
        onReject={(files) => showWarning(files.length > 1 ? t('lead.several') : rejection(files[0]))}
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
        {lead.media === '' && !underWay && (
          <div className={classes.empty}>
            <IconPhoto size={22} stroke={1.5} aria-hidden />
            <Button variant="subtle" size="compact-sm" onClick={() => openPicker.current?.()}>
              {t('lead.add')}
            </Button>
            <Button variant="subtle" size="compact-sm" onClick={() => setPicking(true)}>
              {t('lead.fromLibrary')}
            </Button>
            <span className={classes.drop}>{t('lead.drop')}</span>
          </div>
        )}
        {lead.media !== '' && (
          <figure className={classes.figure}>
            <img
              src={picturePath(lead.media)}
              alt={lead.alt}
              className={classes.image}
              style={{ objectPosition: `${point.x}% ${point.y}%` }}
            />
            {canWrite && (
              <div className={classes.actions}>
                <Button
                  size="compact-xs"
                  variant="default"
                  onClick={() => openPicker.current?.()}
                  disabled={underWay !== null}
                >
                  {t('lead.replace')}
                </Button>
                <Button
                  size="compact-xs"
                  variant="default"
                  onClick={() => setPicking(true)}
                  disabled={underWay !== null}
                >
                  {t('lead.fromLibrary')}
                </Button>
                <Button size="compact-xs" variant="default" onClick={() => setDetailed(true)}>
                  {t('lead.details')}
                </Button>
                <Button size="compact-xs" variant="default" onClick={() => write(() => emptyLead)}>
                  {t('lead.remove')}
                </Button>
              </div>
            )}
          </figure>
        )}
        {underWay && <Progress bar={underWay.bar} />}
      </Dropzone>
      {picking && (
        <LibraryPicker
          multiple={false}
          onClose={() => setPicking(false)}
          onPick={([picture]) => {
            setPicking(false);
            if (picture) write((before) => withPicture(before, picture.id, picture));
          }}
        />
      )}
      {detailed && lead.media !== '' && (
        <PictureDialog
          picture={lead}
          ratios={leadRatios}
          onSet={(name, value) => write((before) => withSetting(before, name, value))}
          onSay={(field, text) => write((before) => ({ ...before, [field]: text }))}
          onClose={() => setDetailed(false)}
        />
      )}
      {(lead.media !== '' || hadTexts) && (
        <div className={classes.fields}>
          <LeadText
            text="lead-alt"
            said={lead.alt}
            label={t('lead.alt')}
            hint={t('lead.altHint')}
            fault={lead.media === '' ? null : altFault}
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

interface UploadUnderWay {
  bar: UploadBar;
  stop: AbortController;
}

/** How far a picture has got, with the way to call it off. */
function Progress({ bar: { element } }: { bar: UploadBar }) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    place.current?.append(element);
    return () => element.remove();
  }, [element]);
  return <div ref={place} className={classes.progress} />;
}

/**
 * The lead image with another picture. What was said of the one before in its alternative text and credit is not true of this one;
 * where there was none, nothing that somebody wrote already is written over.
 */
function withPicture(before: Lead, id: MediaId, proposed: ProposedFacts): Lead {
  const { alt, credit, focus, sourceType } = proposed;
  const caption = cleanLine(proposed.caption);
  const said =
    before.media === ''
      ? { caption: before.caption || caption, alt: before.alt || alt, credit: before.credit || credit }
      : { caption: before.caption, alt, credit };
  return {
    media: id,
    ...said,
    ...(isFocus(focus) && { focus }),
    ...(isSourceType(sourceType) && { sourceType }),
  };
}

function withSetting(before: Lead, name: 'focus' | 'sourceType', value: string | null): Lead {
  const { [name]: _before, ...rest } = before;
  if (name === 'focus') return isFocus(value) ? { ...rest, focus: value } : rest;
  return isSourceType(value) ? { ...rest, sourceType: value } : rest;
}
