// Tells the article's provider while something is being composed in an editor: see article-provider.ts.
import { Extension } from '@tiptap/core';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import type { ArticleProvider } from '../collab/article-provider.ts';

/** For each editor in which a person writes or suggests. */
export function composing(provider: Pick<ArticleProvider, 'composes' | 'composed'>): Extension {
  const begins = () => {
    provider.composes();
    return false;
  };
  const ends = () => {
    provider.composed();
    return false;
  };
  return Extension.create({
    name: 'composing',
    addProseMirrorPlugins: () => [
      new Plugin({
        key: new PluginKey('composing'),
        view: () => ({ destroy: () => provider.composed() }),
        props: {
          handleDOMEvents: {
            compositionstart: begins,
            compositionupdate: begins,
            compositionend: ends,
            blur: ends,
          },
        },
      }),
    ],
  });
}
