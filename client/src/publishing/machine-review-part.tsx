// What of the text a machine made, and the review that it needs before it is published: that people have looked at it and
// somebody is responsible.
import { type MachinePart, maxResponsibleLength } from '@galley/shared/api/machine-made.ts';
import type { Publication } from '@galley/shared/api/publishing.ts';
import { sectionLabel } from '@galley/shared/article/section-label.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { Button, Checkbox, Stack, TextInput } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { type FormEvent, type RefObject, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../app/people.ts';
import { useMay } from '../app/session.tsx';
import { showProblem } from '../app/toasts.ts';
import { useOutline } from '../collab/use-yjs.ts';
import { useArticle } from '../editor/article-context.ts';
import { shareOf } from '../review/machine/machine-made.ts';
import { useSectionStatuses } from '../review/sections/section-statuses.ts';
import { useTimes } from '../ui/times.ts';
import { usePercent } from '../ui/use-percent.ts';
import classes from './machine-review-part.module.css';
import { Part } from './part.tsx';
import { useMachineReview } from './publication.ts';

type MachineText = NonNullable<Publication['machineText']>;

interface MachineReviewPartProps {
  article: ArticleId;
  publication: Publication;
  /** Where the review is given. */
  field: RefObject<HTMLInputElement | null>;
}

/** Nothing where no words of the text are marked. */
export function MachineReviewPart({ article, publication, field }: MachineReviewPartProps) {
  const { t } = useTranslation('machine');
  const percent = usePercent();
  const mayReview = useMay('article.publish');
  const { machineText, hash } = publication;
  if (machineText === null) return null;
  const { parts, review, marks } = machineText;
  const sum = (part: 'letters' | 'machine') => parts.reduce((all, one) => all + one[part], 0);
  const share = shareOf({ letters: sum('letters'), machine: sum('machine') });
  return (
    <Part title={t('review.title')}>
      <p className={classes.text}>{t('review.ofText', { share: percent(share) })}</p>
      <ul className={classes.list}>
        {parts
          .filter(({ machine }) => machine > 0)
          .map((part) => (
            <li key={part.place}>
              <PartName place={part.place} />: {percent(shareOf(part))}
              <Approval article={article} place={part.place} />
            </li>
          ))}
      </ul>
      {review ? (
        <Given review={review} />
      ) : mayReview ? (
        // What was begun for another text is not said of this one.
        <ReviewForm key={`${hash} ${marks}`} article={article} seen={{ hash, marks }} field={field} />
      ) : (
        <p className={classes.text}>{t('review.adminsOnly')}</p>
      )}
    </Part>
  );
}

function Given({ review: { responsible, by, at } }: { review: NonNullable<MachineText['review']> }) {
  const { t } = useTranslation('machine');
  const people = usePeople();
  const time = useTimes();
  return (
    <p className={classes.given}>
      <IconCircleCheck size={18} aria-hidden />
      <span>
        {t('review.given', { responsible })}
        <span className={classes.by}>
          {t('review.by', { name: people.get(by)?.name ?? '?', time: time(at, 'dateTime') })}
        </span>
      </span>
    </p>
  );
}

interface ReviewFormProps {
  article: ArticleId;
  /** What the person looks at; the server takes a review of nothing else. */
  seen: { hash: string; marks: number };
  field: RefObject<HTMLInputElement | null>;
}

function ReviewForm({ article, seen, field }: ReviewFormProps) {
  const { t } = useTranslation('machine');
  const { me } = useArticle();
  const [responsible, setResponsible] = useState(me.name);
  const [stated, setStated] = useState(false);
  const review = useMachineReview(article);
  const name = responsible.trim();
  const give = (event: FormEvent) => {
    event.preventDefault();
    review.mutate({ ...seen, responsible: name }, { onError: showProblem });
  };
  return (
    <form onSubmit={give}>
      <Stack gap="sm">
        <TextInput
          ref={field}
          label={t('review.responsible')}
          description={t('review.responsibleHint')}
          maxLength={maxResponsibleLength}
          value={responsible}
          onChange={(event) => {
            setResponsible(event.currentTarget.value);
            setStated(false);
          }}
        />
        <Checkbox
          checked={stated}
          disabled={name === ''}
          label={t('review.statement', { name: name === '' ? '…' : name })}
          description={t('review.law')}
          onChange={(event) => setStated(event.currentTarget.checked)}
        />
        <Button type="submit" variant="default" disabled={!stated} loading={review.isPending}>
          {t('review.give')}
        </Button>
      </Stack>
    </form>
  );
}

function PartName({ place }: { place: MachinePart['place'] }) {
  const { t } = useTranslation('machine');
  const { session, template, language } = useArticle();
  const entry = useOutline(session.doc).find(({ id }) => id === place);
  if (entry) return sectionLabel(entry, template, language);
  const head = (['headline', 'dek', 'lead'] as const).find((one) => one === place);
  return head ? t(`review.place.${head}`) : null;
}

/** Who approved the section as it stands: a fact beside the review, which it does not replace. */
function Approval({ article, place }: { article: ArticleId; place: MachinePart['place'] }) {
  const { t } = useTranslation('machine');
  const people = usePeople();
  const approval = useSectionStatuses(article)?.find(({ section }) => section === place)?.approval;
  if (!approval) return null;
  return (
    <span className={classes.by}>{t('review.approved', { name: people.get(approval.by)?.name ?? '?' })}</span>
  );
}
