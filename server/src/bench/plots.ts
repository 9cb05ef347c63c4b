// Measured figures as pictures: a line for each server, on scales on which twice as much is always as far apart.
import { dot, lineY, plot, text } from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import type { Plot } from './figures.ts';

/** The plot as an SVG of its own, black on white. */
export function svgOf({ title, x, y, points }: Plot): string {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const xs = [...new Set(points.map((point) => point.x))];
  const last = [...Map.groupBy(points, ({ series }) => series).values()].flatMap((series) =>
    series.slice(-1),
  );
  const heading = { frameAnchor: 'top-left', dx: -40, fontSize: 12 } as const;
  const channels = { x: 'x', y: 'y' } as const;
  const figure = plot({
    document,
    ...{ width: 720, height: 400, marginLeft: 56, marginRight: 150, marginTop: 48, marginBottom: 44 },
    x: { type: 'log', ticks: xs, tickFormat: String, label: x, labelAnchor: 'center', labelArrow: 'none' },
    y: { type: 'log', grid: true, label: null, tickFormat: String },
    color: { scheme: 'observable10' },
    marks: [
      lineY(points, { ...channels, stroke: 'series', strokeWidth: 2 }),
      dot(points, { ...channels, fill: 'series', r: 3.5 }),
      text(last, {
        ...channels,
        text: 'series',
        fill: 'series',
        textAnchor: 'start',
        dx: 10,
        fontSize: 12,
      }),
      text([title], { ...heading, dy: -40, fontSize: 14, fontWeight: 600 }),
      text([y], { ...heading, dy: -18 }),
    ],
  });
  figure.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  figure.setAttribute('style', 'background: white; color: #222');
  return figure.outerHTML;
}
