// The slash menu: what can be put here, filtered by what is typed behind the slash.
import type { SectionSpec } from '@galley/shared/article/template.ts';
import { type Editor, Extension, type Range } from '@tiptap/core';
import { PluginKey } from '@tiptap/pm/state';
import { ReactRenderer } from '@tiptap/react';
import Suggestion from '@tiptap/suggestion';
import i18next from 'i18next';
import { type BlockTool, type ToolRequests, toolsFor } from './blocks.ts';
import { isInFigureText } from './figure-texts.ts';
import { SlashList, type SlashListHandle, type SlashListProps } from './slash-list.tsx';

export const SlashMenu = Extension.create<{ spec: SectionSpec | null; requests: ToolRequests | null }>({
  name: 'slashMenu',
  addOptions: () => ({ spec: null, requests: null }),
  addProseMirrorPlugins() {
    const { spec, requests } = this.options;
    return [
      Suggestion<BlockTool>({
        editor: this.editor,
        pluginKey: new PluginKey('slashMenu'),
        char: '/',
        // At the start of a line or behind a blank, so that a date or a path is no command.
        allowedPrefixes: [' '],
        allow: ({ editor }) =>
          !editor.isActive('codeBlock') &&
          !editor.isActive('code') &&
          !isInFigureText(editor.state.selection.$head),
        items: ({ query }) => matching(toolsFor(spec), query),
        command: ({ editor, range, props }: { editor: Editor; range: Range; props: BlockTool }) => {
          editor.chain().focus().deleteRange(range).run();
          if (requests) props.run(editor, requests);
        },
        render: () => {
          let list: ReactRenderer<SlashListHandle, SlashListProps> | null = null;
          let unmount: (() => void) | null = null;
          const close = () => {
            unmount?.();
            list?.destroy();
            list = null;
          };
          return {
            onStart: (props) => {
              list = new ReactRenderer(SlashList, { props, editor: props.editor });
              unmount = props.mount(list.element);
            },
            onUpdate: (props) => list?.updateProps(props),
            onKeyDown: ({ event }) => {
              if (event.key === 'Escape') {
                close();
                return true;
              }
              return list?.ref?.onKeyDown(event) ?? false;
            },
            onExit: close,
          };
        },
      }),
    ];
  },
});

/** The tools whose name, in the person's language, or other word begins with the query. */
function matching(tools: readonly BlockTool[], query: string): BlockTool[] {
  const wanted = query.toLocaleLowerCase();
  return tools.filter((tool) => {
    const name = i18next.t(`tools:block.${tool.key}`).toLocaleLowerCase();
    return [name, ...name.split(/\s+/), tool.key.toLowerCase(), ...tool.aliases].some((word) =>
      word.startsWith(wanted),
    );
  });
}
