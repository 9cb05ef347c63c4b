// Who has the article, and until when it is wanted.
import type { ArticleId } from '@galley/shared/ids.ts';
import { useTranslation } from 'react-i18next';
import { AssigneeSelect } from '../app/assignee-select.tsx';
import { showProblem } from '../app/toasts.ts';
import { useArticle } from '../editor/article-context.ts';
import { DeskTimeInput } from '../ui/desk-time-input.tsx';
import { useDeskTimes } from '../ui/desk-times.ts';
import { Due } from '../ui/due.tsx';
import classes from './article-settings.module.css';
import { useArticleChange } from './publication.ts';
import { SavedSign } from './saved-sign.tsx';
import { useSavedField } from './use-saved-field.ts';

export function AssignmentFields({ article }: { article: ArticleId }) {
  return (
    <>
      <AssigneeField article={article} />
      <DueField article={article} />
    </>
  );
}

function AssigneeField({ article }: { article: ArticleId }) {
  const { t } = useTranslation('publishing');
  const { row } = useArticle();
  const change = useArticleChange(article);
  return (
    <AssigneeSelect
      size="sm"
      label={t('settings.assignee')}
      assigned={row.assignee}
      value={change.isPending ? (change.variables.assignee ?? null) : row.assignee}
      onChange={(assignee) => change.mutate({ assignee }, { onError: showProblem })}
    />
  );
}

function DueField({ article }: { article: ArticleId }) {
  const { t } = useTranslation('publishing');
  const { row } = useArticle();
  const times = useDeskTimes();
  const change = useArticleChange(article);
  const { field, isTyped } = useSavedField(times.field(row.dueAt), (due, onDone) =>
    change.mutate({ dueAt: times.moment(due) }, { onSuccess: onDone, onError: showProblem }),
  );
  return (
    <div>
      <DeskTimeInput
        {...field}
        size="sm"
        label={t('settings.due')}
        rightSection={<SavedSign shown={change.isSuccess && !isTyped} />}
      />
      <p className={classes.due}>
        <Due article={row} />
      </p>
    </div>
  );
}
