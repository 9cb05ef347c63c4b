// What Galley's page is measured beside: Tiptap with its usual extensions on a plain Hocuspocus, set up as its documentation
// says. The query names the server's `socket` and the `document`.
import { HocuspocusProvider } from '@hocuspocus/provider';
import { Editor, Extension } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { Placeholder } from '@tiptap/extensions';
import { StarterKit } from '@tiptap/starter-kit';
import { yCursorPlugin } from '@tiptap/y-tiptap';
import * as Y from 'yjs';

const query = new URLSearchParams(location.search);
const document_ = new Y.Doc();
const provider = new HocuspocusProvider({
  url: query.get('socket') ?? '',
  name: query.get('document') ?? '',
  document: document_,
});
provider.setAwarenessField('user', { name: 'Bench', color: '#3450c9' });
const { awareness } = provider;
if (!awareness) throw new Error('The provider was made without awareness.');
new Editor({
  element: document.getElementById('text'),
  extensions: [
    StarterKit.configure({ undoRedo: false }),
    Placeholder.configure({ placeholder: 'Write something' }),
    Collaboration.configure({ document: document_ }),
    Extension.create({
      name: 'carets',
      addProseMirrorPlugins: () => [yCursorPlugin(awareness)],
    }),
  ],
});
