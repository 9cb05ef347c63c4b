// Every block carries a stable id, which anchors and comparisons go by. Who gives the ids is the editor's and the
// importers' affair; the schema only has room for them.
import { Extension } from '@tiptap/core';
import { blockTypes } from '../blocks.ts';
import { identifier, nullable } from './attributes.ts';

export const BlockIds = Extension.create({
  name: 'blockIds',
  addGlobalAttributes() {
    return [
      {
        types: [...blockTypes],
        attributes: {
          id: {
            default: null,
            keepOnSplit: false,
            validate: nullable(identifier),
            parseHTML: () => null,
            renderHTML: () => ({}),
          },
        },
      },
    ];
  },
});
