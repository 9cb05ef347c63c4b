// The sign of a section's state; always beside its name, or named by `label`.
import type { SectionState } from '@galley/shared/api/section-states.ts';
import { VisuallyHidden } from '@mantine/core';
import classes from './state-mark.module.css';

interface StateMarkProps {
  state: SectionState;
  size?: number;
  /** What screen readers hear in place of the sign. */
  label?: string;
}

/** An empty circle, a full one, a seal. */
export function StateMark({ state, size = 14, label }: StateMarkProps) {
  return (
    <>
      <svg
        viewBox="0 0 16 16"
        width={size}
        height={size}
        className={classes.mark}
        data-state={state}
        aria-hidden
      >
        {state === 'approved' ? (
          <>
            <path d={seal} className={classes.full} />
            <path d="m5.1 8.2 2 2 3.8-4.1" className={classes.sign} />
          </>
        ) : (
          <>
            <circle cx="8" cy="8" r="5.75" className={classes.ring} />
            {state === 'ready' && <circle cx="8" cy="8" r="3.25" className={classes.full} />}
          </>
        )}
      </svg>
      {label !== undefined && <VisuallyHidden>{label}</VisuallyHidden>}
    </>
  );
}

/** A seal with twelve teeth. */
const seal = Array.from({ length: 24 }, (_, index) => {
  const angle = (index * Math.PI) / 12;
  const radius = index % 2 === 0 ? 7.6 : 6.3;
  const at = (value: number) => (8 + radius * value).toFixed(2);
  return `${index === 0 ? 'M' : 'L'}${at(Math.cos(angle))} ${at(Math.sin(angle))}`;
}).join('');
