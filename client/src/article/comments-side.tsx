// The comments beside the paper: in the margin where the window is wide, else as a list at the side, or over the paper on
// phones.
import { useTranslation } from 'react-i18next';
import { passageOf } from '../review/threads/margin-layout.ts';
import { ThreadMargin, ThreadStack } from '../review/threads/thread-list.tsx';
import classes from './article-page.module.css';
import { CommentsSheet } from './comments-sheet.tsx';

interface CommentsSideProps {
  /** Whether there is a margin: cards stand at their passages. */
  wide: boolean;
  phone: boolean;
  onClose: () => void;
}

export function CommentsSide({ wide, phone, onClose }: CommentsSideProps) {
  const { t } = useTranslation('threads');
  if (wide)
    return (
      <aside className={classes.margin} aria-label={t('title')}>
        <ThreadMargin />
      </aside>
    );
  const stack = (
    <ThreadStack
      onGo={(id, section) => {
        const frame = document.getElementById(section === null ? 'article-head' : `section-${section}`);
        (passageOf(id) ?? frame)?.scrollIntoView({ block: 'center' });
      }}
    />
  );
  if (phone) return <CommentsSheet onClose={onClose}>{stack}</CommentsSheet>;
  return (
    <aside className={classes.panel} aria-label={t('title')}>
      {stack}
    </aside>
  );
}
