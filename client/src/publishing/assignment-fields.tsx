// Who has the article, and until when it is wanted.
import { may } from '@galley/shared/access/roles.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../app/people.ts';
import { useMe } from '../app/session.tsx';
import { showProblem } from '../app/toasts.ts';
import { Due } from '../board/work-facts.tsx';
import { useArticle } from '../editor/article-context.ts';
import { useDeskTimes } from '../ui/desk-times.ts';
import { WallTimeInput } from '../ui/wall-time-input.tsx';
import classes from './article-settings.module.css';
import { useArticleChange } from './publication.ts';
import { SavedSign } from './saved-sign.tsx';

export function AssignmentFields({ article }: { article: ArticleId }) {
  return (
    <>
      <AssigneeField article={article} />
      <DueField article={article} />
    </>
  );
}

function AssigneeField({ article }: { article: ArticleId }) {
  const { t } = useTranslation(['publishing', 'sections']);
  const { row } = useArticle();
  const me = useMe();
  const change = useArticleChange(article);
  const people = [...usePeople().values()].filter(
    ({ id, active, role }) => id === row.assignee || (active && may(role, 'article.write')),
  );
  return (
    <Select
      size="sm"
      label={t('settings.assignee')}
      placeholder={t('sections:assign.nobody')}
      data={people.map(({ id, name }) => ({
        value: id as string,
        label: id === me.id ? t('sections:assign.me', { name }) : name,
      }))}
      value={change.isPending ? (change.variables.assignee ?? null) : row.assignee}
      clearable
      searchable
      openOnFocus={false}
      onChange={(assignee) => change.mutate({ assignee }, { onError: showProblem })}
    />
  );
}

function DueField({ article }: { article: ArticleId }) {
  const { t } = useTranslation(['publishing', 'sections']);
  const { row } = useArticle();
  const times = useDeskTimes();
  const change = useArticleChange(article);
  /** What is typed and not saved yet; a date that is half typed is empty for the field. */
  const [draft, setDraft] = useState<string | null>(null);
  const shown = times.field(row.dueAt);
  const save = () => {
    if (draft === null) return;
    if (draft === shown) return setDraft(null);
    change.mutate({ dueAt: times.moment(draft) }, { onSuccess: () => setDraft(null), onError: showProblem });
  };
  return (
    <div>
      <WallTimeInput
        size="sm"
        timeZone={times.zone}
        label={t('settings.due')}
        description={times.foreignZone !== null && t('sections:assign.zone', { zone: times.foreignZone })}
        value={draft ?? shown}
        rightSection={<SavedSign shown={change.isSuccess && draft === null} />}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onBlur={save}
        onKeyDown={(event) => {
          if (event.key === 'Enter') save();
        }}
      />
      <p className={classes.due}>
        <Due article={row} />
      </p>
    </div>
  );
}
