// One of the lead image's texts: its label and its line, written or suggested on by everybody at once.
import type { LeadText as Text } from '@galley/shared/article/document.ts';
import { hasLine } from '@galley/shared/article/read-article.ts';
import type { ReactNode } from 'react';
import { useArticle } from '../editor/article-context.ts';
import classes from './lead-image.module.css';
import { LineEditor } from './line-editor.tsx';

interface LeadTextProps {
  text: Text;
  /** What it says, for articles of an older schema that nobody could share yet. */
  said: string;
  label: string;
  hint?: string;
  fault?: ReactNode;
  className?: string | undefined;
}

export function LeadText({ text, said, label, hint = '', fault = null, className = '' }: LeadTextProps) {
  const { session, editors } = useArticle();
  return (
    <div className={`${classes.field} ${className}`}>
      <span className={classes.label} aria-hidden onClick={() => void editors.focus(text, 'end')}>
        {label}
      </span>
      {hasLine(session.doc, text) ? (
        <LineEditor line={text} placeholder={hint} label={label} className={classes.text} />
      ) : (
        <p className={classes.text}>{said}</p>
      )}
      {fault !== null && <p className={classes.fault}>{fault}</p>}
    </div>
  );
}
