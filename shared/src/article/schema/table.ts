// Tables with optional header cells. A cell holds paragraphs and lists, and says how its text is aligned and how wide its
// columns are. What is not said is absent: the hash of a table without widths and alignment is that of former times.
import {
  Table as TiptapTable,
  TableCell as TiptapTableCell,
  TableHeader as TiptapTableHeader,
  TableRow as TiptapTableRow,
} from '@tiptap/extension-table';
import { integer } from './attributes.ts';
import type { ParsedElement } from './parsed-element.ts';

/** How the text of a cell stands in it; to the left where nothing is said. */
export const cellAlignments = ['center', 'right'] as const;
export type CellAlignment = (typeof cellAlignments)[number];

/** The width of a column, in CSS pixels. */
export const columnWidths = { min: 40, max: 1200 } as const;
const maxSpan = 100;

/** What of it may be a width of a column, in whole pixels within the bounds; null where it is no number. */
export function columnWidth(width: number): number | null {
  if (!Number.isFinite(width) || width <= 0) return null;
  return Math.round(Math.min(columnWidths.max, Math.max(columnWidths.min, width)));
}

const span = (name: 'colspan' | 'rowspan') => ({
  default: 1,
  validate: integer(1, maxSpan),
  parseHTML: (element: ParsedElement) => Number.parseInt(element.getAttribute(name) ?? '1', 10) || 1,
});

const cellAttributes = {
  colspan: span('colspan'),
  rowspan: span('rowspan'),
  /** One entry for each column that the cell covers; 0 for one without a width of its own. */
  colwidth: {
    default: null,
    validate: (value: unknown) => {
      if (value !== null && !isWidthList(value)) throw new RangeError('not a list of column widths');
    },
    parseHTML: (element: ParsedElement) => {
      const widths = (element.getAttribute('data-colwidth') ?? '').split(',').map(Number);
      return isWidthList(widths) && widths.some((width) => width > 0) ? widths : null;
    },
    renderHTML: ({ colwidth }: Record<string, unknown>) =>
      isWidthList(colwidth) ? { 'data-colwidth': colwidth.join() } : {},
  },
  align: {
    default: null,
    validate: (value: unknown) => {
      if (value !== null && !isAlignment(value)) throw new RangeError('not an alignment of a cell');
    },
    parseHTML: (element: ParsedElement) => {
      const align = element.getAttribute('data-align');
      return isAlignment(align) ? align : null;
    },
    renderHTML: ({ align }: Record<string, unknown>) =>
      isAlignment(align) ? { 'data-align': align, style: `text-align: ${align}` } : {},
  },
};

/** Whether a cell's text is said to stand in the middle or to the right. */
export function isAlignment(value: unknown): value is CellAlignment {
  return cellAlignments.some((one) => one === value);
}

function isWidthList(value: unknown): value is number[] {
  return (
    Array.isArray(value) &&
    value.length >= 1 &&
    value.length <= maxSpan &&
    value.every((width) => width === 0 || columnWidth(width) === width)
  );
}

const content = '(paragraph | bulletList | orderedList)+';

export const TableCell = TiptapTableCell.extend({ content, addAttributes: () => cellAttributes });
export const TableHeader = TiptapTableHeader.extend({ content, addAttributes: () => cellAttributes });
export const TableRow = TiptapTableRow;
export const Table = TiptapTable.configure({ resizable: false, cellMinWidth: columnWidths.min });
