// A thread that is being begun: what it is about, and the field for its first comment.
import type { ThreadSubject } from '@galley/shared/api/threads.ts';
import { newId } from '@galley/shared/ids.ts';
import { useTranslation } from 'react-i18next';
import { useArticle } from '../../editor/article-context.ts';
import { useThreadState, useThreadStore } from '../article-review.ts';
import { CommentBox } from './comment-box.tsx';
import classes from './thread-list.module.css';
import type { ShownThread } from './with-waiting.ts';

export function NewThread({ subject }: { subject: ThreadSubject }) {
  const { t } = useTranslation('threads');
  const store = useThreadStore();
  const draftKept = useThreadState((state) => state.draftKept);
  const { row } = useArticle();
  return (
    <div className={classes.draft}>
      {subject.type === 'text' && <blockquote className={classes.quote}>{subject.quote.exact}</blockquote>}
      <CommentBox
        label={t('newComment')}
        placeholder={t('newHint')}
        submitLabel={t('comment')}
        autoFocus={!draftKept}
        unsent={store.unsent.get('draft')}
        onType={(text) => store.keepUnsent('draft', text)}
        onCancel={() => {
          store.unsent.delete('draft');
          store.endDraft();
        }}
        onSubmit={(body) => {
          const id = newId<ShownThread['id']>();
          const thread = { id, subject, blocking: false, comment: { id: newId<never>(), body } };
          store.outbox.add(row.id, { type: 'create', thread });
          store.unsent.delete('draft');
          store.endDraft();
          store.activate(id);
        }}
      />
    </div>
  );
}
