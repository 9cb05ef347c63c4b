// The color of a stage; always beside its name.
import type { Stage } from '@galley/shared/article/stages.ts';
import classes from './stage-dot.module.css';

/** How far around the circle each stage has come. */
const progress: Record<Stage, number> = {
  draft: 0,
  review: 0.33,
  ready: 0.66,
  scheduled: 0.85,
  published: 1,
  withdrawn: 1,
};

/** A small circle that fills up from draft to published, in the stage's color. */
export function StageDot({ stage, size = 14 }: { stage: Stage; size?: number }) {
  const share = progress[stage];
  return (
    <svg
      viewBox="0 0 16 16"
      width={size}
      height={size}
      className={classes.dot}
      style={{ color: `var(--galley-stage-${stage})` }}
      aria-hidden="true"
    >
      <circle
        cx="8"
        cy="8"
        r="6.5"
        className={classes.ring}
        strokeDasharray={stage === 'draft' ? '2.2 1.884' : undefined}
      />
      {share > 0 && share < 1 && (
        <circle
          cx="8"
          cy="8"
          r="2"
          className={classes.pie}
          strokeDasharray={`${share * (2 * Math.PI * 2)} 99`}
        />
      )}
      {share === 1 && <circle cx="8" cy="8" r="7.25" className={classes.full} />}
      {stage === 'published' && <path d="m5 8.3 2.1 2.1L11.2 6" className={classes.sign} />}
      {stage === 'withdrawn' && <path d="m5.8 5.8 4.4 4.4m0-4.4-4.4 4.4" className={classes.sign} />}
    </svg>
  );
}
