// Rules for what is placed by numbers that a person chose: the point of a picture that crops keep, and the shares of a table's
// columns. Pages hold no styles of their own, so each number has a class.
import { focusStep } from '@galley/shared/article/public/picture-html.ts';

/** The style sheet's part for them. */
export function placementCss(): string {
  const points = Array.from({ length: 100 / focusStep + 1 }, (_, index) => index * focusStep);
  const shares = Array.from({ length: 100 }, (_, index) => index + 1);
  return [
    'img[class*="focus-x-"]{object-position:var(--focus-x) var(--focus-y)}',
    ...points.map((point) => `.focus-x-${point}{--focus-x:${point}%}.focus-y-${point}{--focus-y:${point}%}`),
    ...shares.map((share) => `.share-${share}{width:${share}%}`),
  ].join('\n');
}
