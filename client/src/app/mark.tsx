// Galley's mark: two lines of type and the caret with which a proofreader inserts, and the name beside it.
import classes from './mark.module.css';

/** The drawn mark, with the name as text for screen readers. */
export function Mark() {
  return (
    <span className={classes.mark}>
      <svg viewBox="0 0 32 32" width="24" height="24" aria-hidden="true">
        <rect width="32" height="32" rx="8" className={classes.tile} />
        <path d="M9 9.5h14M9 14.5h14" className={classes.line} />
        <path d="M10.5 24.5 16 18.5l5.5 6" className={classes.line} />
      </svg>
      <span className={classes.name}>Galley</span>
    </span>
  );
}
