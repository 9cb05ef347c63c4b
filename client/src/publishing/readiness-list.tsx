// What still stands between the article and its publication: each line says what is missing and leads to its place.
import { type OutlineEntry, type Place, restoreSection } from '@galley/shared/article/outline.ts';
import type { ReadinessItem } from '@galley/shared/article/readiness-item.ts';
import { isLine, type Region } from '@galley/shared/article/region.ts';
import { sectionLabel } from '@galley/shared/article/section-label.ts';
import { insertSection } from '@galley/shared/article/sections.ts';
import { specOf, type Template } from '@galley/shared/article/template.ts';
import { Button, UnstyledButton } from '@mantine/core';
import { IconChevronRight, IconCircleCheck, IconCircleDashed } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useOutline } from '../collab/use-yjs.ts';
import { useArticle } from '../editor/article-context.ts';
import { Part } from './part.tsx';
import classes from './readiness-list.module.css';

/** Where in the article a line of the list leads. */
export type ArticlePlace = Region | 'lead' | 'comments';

interface ReadinessListProps {
  items: readonly ReadinessItem[];
  onGoTo: (place: ArticlePlace) => void;
  /** The places of these are in the panel itself. */
  onGoToSlug: () => void;
  onGoToMachineReview: () => void;
  onGoToSocialPicture: () => void;
}

export function ReadinessList(props: ReadinessListProps) {
  const { items, onGoTo, onGoToSlug, onGoToMachineReview, onGoToSocialPicture } = props;
  const { t } = useTranslation('publishing');
  const { session } = useArticle();
  const outline = useOutline(session.doc);
  return (
    <Part
      title={t('readiness.title')}
      aside={
        <span role="status" className={classes.count}>
          {items.length > 0 && t('readiness.missing', { count: items.length })}
        </span>
      }
    >
      {items.length === 0 ? (
        <p className={classes.clean}>
          <IconCircleCheck size={18} aria-hidden />
          {t('readiness.clean')}
        </p>
      ) : (
        <ul className={classes.list}>
          {items.map((item, index) => (
            // Several comments of one part block alike.
            <li
              key={[item.code, item.region ?? item.kind, item.check, index].join(' ')}
              className={classes.item}
            >
              {item.code === 'section-missing' && item.kind !== null ? (
                <MissingSection kind={item.kind} outline={outline} onGoTo={onGoTo} />
              ) : (
                <ItemLine
                  item={item}
                  outline={outline}
                  onGo={() => {
                    if (item.code === 'slug-missing') onGoToSlug();
                    else if (item.code === 'machine-review-missing') onGoToMachineReview();
                    else if (item.code === 'social-picture-unfit') onGoToSocialPicture();
                    else onGoTo(placeOf(item));
                  }}
                />
              )}
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}

interface LineProps {
  item: ReadinessItem;
  outline: readonly OutlineEntry[];
  onGo: () => void;
}

function ItemLine({ item, outline, onGo }: LineProps) {
  const { t } = useTranslation(['publishing', 'checks']);
  const { template, language } = useArticle();
  const { code, region, kind, count, limit, check } = item;
  const entry = outline.find(({ id }) => id === region) ?? (kind === null ? null : { kind, title: '' });
  return (
    <UnstyledButton className={classes.line ?? ''} onClick={onGo}>
      <IconCircleDashed size={16} className={classes.sign} aria-hidden />
      <span className={classes.place}>
        {entry ? sectionLabel(entry, template, language) : t(`readiness.place.${headPlace(item)}`)}
      </span>
      <span className={classes.what}>
        {t(`readiness.item.${code}`, {
          count: count ?? 0,
          limit: limit ?? 0,
          check: check ? t(`checks:names.${check}`) : '',
        })}
      </span>
      <IconChevronRight size={15} className={classes.go} aria-hidden />
    </UnstyledButton>
  );
}

interface MissingSectionProps {
  kind: string;
  outline: readonly OutlineEntry[];
  onGoTo: (place: ArticlePlace) => void;
}

/** A section that the article lacks has no place to lead to: it is added, or brought back where it was removed. */
function MissingSection({ kind, outline, onGoTo }: MissingSectionProps) {
  const { t } = useTranslation('publishing');
  const { template, language, session, canWrite } = useArticle();
  const name = sectionLabel({ kind, title: '' }, template, language);
  const spec = specOf(template, kind);
  const removed = outline.find((entry) => entry.kind === kind && entry.removed);
  const provide = () => {
    const { doc } = session;
    if (removed) restoreSection(doc, removed.id);
    const added = removed
      ? removed.id
      : spec && insertSection(doc, spec, language, placeFor(kind, outline, template));
    if (added) onGoTo(added);
  };
  return (
    <div className={classes.line}>
      <IconCircleDashed size={16} className={classes.sign} aria-hidden />
      <span className={classes.place}>{name}</span>
      <span className={classes.what}>{t('readiness.item.section-missing')}</span>
      {canWrite && (removed || spec) && (
        <Button
          size="compact-xs"
          variant="default"
          className={classes.go ?? ''}
          aria-label={t(removed ? 'readiness.restoreLabel' : 'readiness.addLabel', { name })}
          onClick={provide}
        >
          {t(removed ? 'readiness.restore' : 'readiness.add')}
        </Button>
      )}
    </div>
  );
}

function placeOf({ region, check }: ReadinessItem): ArticlePlace {
  return check === 'open-threads' ? 'comments' : (region ?? 'headline');
}

function headPlace({
  code,
  region,
}: ReadinessItem): 'headline' | 'dek' | 'slug' | 'lead' | 'elsewhere' | 'article' {
  const line = region !== null && isLine(region) ? region : null;
  if (line !== null) return line === 'headline' || line === 'dek' ? line : 'lead';
  if (code === 'slug-missing') return 'slug';
  if (code === 'social-picture-unfit') return 'elsewhere';
  return code.startsWith('image-') ? 'lead' : 'article';
}

/** Behind the last of the sections that come before it in the template. */
function placeFor(
  kind: string,
  outline: readonly OutlineEntry[],
  template: Pick<Template, 'sections'>,
): Place {
  const index = template.sections.findIndex((spec) => spec.kind === kind);
  const earlier = new Set(template.sections.slice(0, index).map((spec) => spec.kind));
  const before = outline.findLast((entry) => !entry.removed && earlier.has(entry.kind));
  return before ? { after: before.id } : 'first';
}
