// Pictures by picker, drop and paste. While one is on its way a bar stands in the text where it will be; the place stays
// true whatever others write before it.
import { uploadTypes } from '@galley/shared/api/media.ts';
import type { Language } from '@galley/shared/api/people.ts';
import { figureContent } from '@galley/shared/article/schema/figure.ts';
import { type Editor, Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import {
  absolutePositionToRelativePosition,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
} from '@tiptap/y-tiptap';
import i18next from 'i18next';
import { showProblem, showToast } from '../../app/toasts.ts';
import { picturesIn } from './pasted-pictures.ts';
import { UploadBar } from './upload-bar.ts';
import { faultOf, uploadPicture } from './upload-picture.ts';

interface Upload {
  /** Where it will be, as a position of the Yjs document. */
  place: unknown;
  bar: UploadBar;
}

type Change = { add: Upload } | { remove: Upload };

const key = new PluginKey<readonly Upload[]>('uploads');

/** Uploads pictures one after the other and puts each in as a figure behind the block that this position is in. */
async function insertPictures(editor: Editor, files: readonly File[], position: number): Promise<void> {
  let at = position;
  for (const file of files) {
    if (!editor.isDestroyed) at = await insertPicture(editor, file, at);
  }
}

/** Opens the system's file picker. */
export function pickPictures(editor: Editor): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = uploadTypes.join();
  input.multiple = true;
  input.onchange = () => void insertPictures(editor, [...(input.files ?? [])], editor.state.selection.to);
  input.click();
}

/** Pictures that are dropped onto the text or pasted into it, and the bars of those on their way. */
export function pictureFiles(allowed: boolean, language: Language): Extension {
  return Extension.create({
    name: 'pictureFiles',
    addProseMirrorPlugins() {
      const { editor } = this;
      const take = (files: File[], position: number) => {
        if (allowed) void insertPictures(editor, files, position);
        else showToast(i18next.t('tools:image.notHere'));
      };
      return [
        new Plugin<readonly Upload[]>({
          key,
          state: {
            init: () => [],
            apply: (tr, uploads) => {
              const change = tr.getMeta(key) as Change | undefined;
              if (!change) return uploads;
              return 'add' in change
                ? [...uploads, change.add]
                : uploads.filter((upload) => upload !== change.remove);
            },
          },
          props: {
            decorations: (state) => {
              const uploads = key.getState(state) ?? [];
              if (uploads.length === 0) return null;
              const bars = uploads.map(({ place, bar }) =>
                Decoration.widget(blockEdge(state.doc, positionOf(state, place)), bar.element, {
                  key: bar.id,
                  side: 1,
                }),
              );
              return DecorationSet.create(state.doc, bars);
            },
            handleDrop: (view, event) => {
              const files = [...(event.dataTransfer?.files ?? [])];
              if (files.length === 0) return false;
              const found = view.posAtCoords({ left: event.clientX, top: event.clientY });
              take(files, found?.pos ?? view.state.doc.content.size);
              return true;
            },
            handlePaste: (view, event) => {
              const files = [...(event.clipboardData?.files ?? [])];
              const html = event.clipboardData?.getData('text/html') ?? '';
              const pasted = picturesIn(html, language);
              if (files.length > 0 && pasted.onlyPictures) {
                take(files, view.state.selection.to);
                return true;
              }
              if (pasted.lost > 0) showToast(i18next.t('tools:image.lost', { count: pasted.lost }));
              if (pasted.files.length > 0 && allowed) {
                // Behind the text that comes with them, which is put in right after this.
                queueMicrotask(() => take(pasted.files, view.state.selection.to));
              }
              return false;
            },
          },
        }),
      ];
    },
  });
}

/** Gives the place for the next one. */
async function insertPicture(editor: Editor, file: File, position: number): Promise<number> {
  const fault = faultOf(file);
  if (fault) {
    showToast(i18next.t(`tools:image.fault.${fault}`, { name: file.name }));
    return position;
  }
  const stop = new AbortController();
  const upload: Upload = {
    place: placeAt(editor.state, position),
    bar: new UploadBar(file.name, () => stop.abort()),
  };
  mark(editor, { add: upload });
  try {
    const media = await uploadPicture(file, (share) => upload.bar.set(share), stop.signal);
    if (!editor.isDestroyed) return insertFigure(editor, media, positionOf(editor.state, upload.place));
  } catch (error) {
    if (!stop.signal.aborted) showProblem(error);
  } finally {
    mark(editor, { remove: upload });
  }
  return editor.isDestroyed ? position : positionOf(editor.state, upload.place);
}

/** Gives the position behind the figure. */
function insertFigure(editor: Editor, media: string, position: number): number {
  const { doc, schema, tr } = editor.state;
  const figure = schema.nodes.figure?.create({ media }, figureContent(schema));
  if (!figure) return position;
  const $place = doc.resolve(Math.min(position, doc.content.size));
  const line = $place.depth === 1 && $place.parent.type.name === 'paragraph' ? $place.parent : null;
  if (line?.content.size === 0 && doc.childCount > 1) {
    tr.replaceWith($place.before(1), $place.after(1), figure);
    editor.view.dispatch(tr);
    return $place.before(1) + figure.nodeSize;
  }
  const edge = blockEdge(doc, position);
  editor.view.dispatch(tr.insert(edge, figure));
  return edge + figure.nodeSize;
}

/** The end of the block that a position is in. */
function blockEdge(doc: Node, position: number): number {
  const $place = doc.resolve(Math.max(0, Math.min(position, doc.content.size)));
  return $place.depth === 0 ? $place.pos : $place.after(1);
}

function mark(editor: Editor, change: Change): void {
  if (!editor.isDestroyed) editor.view.dispatch(editor.state.tr.setMeta(key, change));
}

function placeAt(state: EditorState, position: number): unknown {
  const { type, binding } = ySyncPluginKey.getState(state);
  return absolutePositionToRelativePosition(position, type, binding.mapping);
}

function positionOf(state: EditorState, place: unknown): number {
  const { doc, type, binding } = ySyncPluginKey.getState(state);
  return relativePositionToAbsolutePosition(doc, type, place, binding.mapping) ?? state.doc.content.size;
}
