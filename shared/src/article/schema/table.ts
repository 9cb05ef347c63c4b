// Tables with optional header cells. A cell holds paragraphs and lists.
import {
  Table as TiptapTable,
  TableCell as TiptapTableCell,
  TableHeader as TiptapTableHeader,
  TableRow as TiptapTableRow,
} from '@tiptap/extension-table';
import { integer } from './attributes.ts';
import type { ParsedElement } from './parsed-element.ts';

const span = (name: 'colspan' | 'rowspan') => ({
  default: 1,
  validate: integer(1, 100),
  parseHTML: (element: ParsedElement) => Number.parseInt(element.getAttribute(name) ?? '1', 10) || 1,
});

const cellAttributes = {
  colspan: span('colspan'),
  rowspan: span('rowspan'),
  colwidth: {
    default: null,
    validate: (value: unknown) => {
      const fits =
        value === null || (Array.isArray(value) && value.length <= 100 && value.every(Number.isFinite));
      if (!fits) throw new RangeError('not a list of column widths');
    },
    parseHTML: () => null,
    renderHTML: () => ({}),
  },
};

const content = '(paragraph | bulletList | orderedList)+';

export const TableCell = TiptapTableCell.extend({ content, addAttributes: () => cellAttributes });
export const TableHeader = TiptapTableHeader.extend({ content, addAttributes: () => cellAttributes });
export const TableRow = TiptapTableRow;
export const Table = TiptapTable.configure({ resizable: false });
