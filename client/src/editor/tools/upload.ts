// Pictures by picker, drop and paste, several at once. For each that is on its way a bar stands in the text where it will be; the
// places stay true whatever others write before them. They arrive in their order, and one that fails costs none of the others.
import type { ProposedFacts, UploadedPicture } from '@galley/shared/api/media.ts';
import { uploadTypes } from '@galley/shared/article/picture-files.ts';
import { figureContent } from '@galley/shared/article/schema/figure.ts';
import type { MediaId } from '@galley/shared/ids.ts';
import type { Language } from '@galley/shared/language.ts';
import { cleanLine } from '@galley/shared/text/characters.ts';
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
import { problemText } from '../../app/problem-text.ts';
import { showToast, showWarning } from '../../app/toasts.ts';
import { sayLicence } from '../../media/say-licence.ts';
import { faultOf, uploadPicture } from '../../media/upload-picture.ts';
import { figureById, setFigure } from './figure-settings.ts';
import { picturesIn } from './pasted-pictures.ts';
import { UploadBar } from './upload-bar.ts';

interface Upload {
  file: File;
  stop: AbortController;
  /** Where it will be, as a position of the Yjs document. */
  place: unknown;
  bar: UploadBar;
}

type Change = { add: Upload } | { remove: Upload };

const key = new PluginKey<readonly Upload[]>('uploads');

/** Uploads pictures one after the other and puts each in as a figure behind the block that this position is in. */
async function insertPictures(editor: Editor, files: readonly File[], position: number): Promise<void> {
  const usable = files.filter(isUsable);
  const uploads = usable.map((file) => uploadOf(editor, file, position));
  if (uploads.length > 1) for (const upload of uploads) upload.bar.offerAll(() => stopAll(uploads));
  for (const add of uploads) mark(editor, { add });
  for (const [index, upload] of uploads.entries()) {
    const picture = await send(upload);
    if (editor.isDestroyed) return sayLeft(uploads.slice(index));
    if (picture) {
      const end = insertFigure(editor, picture, positionOf(editor.state, upload.place));
      // Those that follow stand behind this one.
      for (const next of uploads.slice(index + 1)) next.place = placeAt(editor.state, end);
      sayProposed(upload.file, picture);
    }
    mark(editor, { remove: upload });
  }
}

/** Puts pictures of the library in behind the selection, in their order, with what is proposed for each. */
export function insertFromLibrary(editor: Editor, pictures: readonly KnownPicture[]): void {
  let position = editor.state.selection.to;
  for (const { id, ...proposed } of pictures) position = insertFigure(editor, { id, proposed }, position);
}

/** The same for one picture in the place of another; false where that is gone. */
export function replaceFromLibrary(
  editor: Editor,
  figure: string,
  { id, ...proposed }: KnownPicture,
): boolean {
  const { alt, credit, focus, sourceType } = proposed;
  return setFigure(editor, figure, { attrs: { media: id, focus, sourceType }, texts: { alt, credit } });
}

/** A picture as the library knows it. */
type KnownPicture = ProposedFacts & { id: MediaId };

/** Puts another picture into a figure: its caption stays, its alternative text and credit are those of the new one or empty. */
async function replacePicture(editor: Editor, id: string, file: File): Promise<void> {
  const figure = figureById(editor.state.doc, id);
  if (!figure || !isUsable(file)) return;
  const upload = uploadOf(editor, file, figure.position + 1);
  mark(editor, { add: upload });
  const picture = await send(upload);
  if (editor.isDestroyed) return sayLeft([upload]);
  mark(editor, { remove: upload });
  if (!picture) return;
  const done = replaceFromLibrary(editor, id, { ...picture.proposed, id: picture.id });
  showToast(i18next.t(done ? 'tools:image.replaced' : 'tools:image.gone'));
  if (picture.notes.moving) sayMoving(file);
  sayLicence(file.name, picture);
}

function uploadOf(editor: Editor, file: File, position: number): Upload {
  const stop = new AbortController();
  const bar = new UploadBar(file.name, () => stop.abort());
  return { file, stop, bar, place: placeAt(editor.state, position) };
}

/** The picture as the server keeps it; null where that was called off or failed, which is said. */
async function send({ file, stop, bar }: Upload): Promise<UploadedPicture | null> {
  if (stop.signal.aborted) return null;
  try {
    return await uploadPicture(file, (share) => bar.set(share), stop.signal);
  } catch (error) {
    if (!stop.signal.aborted)
      showWarning(i18next.t('tools:image.failed', { name: file.name, why: problemText(error) }));
    return null;
  }
}

function stopAll(uploads: readonly Upload[]): void {
  for (const { stop } of uploads) stop.abort();
}

function isUsable(file: File): boolean {
  const fault = faultOf(file);
  if (fault) showWarning(i18next.t(`tools:image.fault.${fault}`, { name: file.name }));
  return fault === null;
}

/** The section went away while pictures were on their way. */
function sayLeft(uploads: readonly Upload[]): void {
  stopAll(uploads);
  showWarning(i18next.t('tools:image.left', { count: uploads.length }));
}

/** What a new picture takes over from its file or from the library is a proposal: a message says so. */
function sayProposed(file: File, picture: UploadedPicture): void {
  const { notes, proposed } = picture;
  if (notes.moving) sayMoving(file);
  sayLicence(file.name, picture);
  if (proposed.caption || proposed.credit) showToast(i18next.t('tools:image.fromFile', { name: file.name }));
}

function sayMoving({ name }: File): void {
  showToast(i18next.t('tools:image.moving', { name }));
}

/** Opens the system's file picker, for several pictures. */
export function pickPictures(editor: Editor): void {
  pick(true, (files) => void insertPictures(editor, files, editor.state.selection.to));
}

/** Opens the system's file picker, for one picture in the place of another. */
export function pickReplacement(editor: Editor, id: string): void {
  pick(false, ([file]) => void (file && replacePicture(editor, id, file)));
}

function pick(multiple: boolean, onPick: (files: File[]) => void): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = uploadTypes.join();
  input.multiple = multiple;
  input.onchange = () => onPick([...(input.files ?? [])]);
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

/** Puts a picture behind the block that a position is in, or in place of an empty line; gives the position behind it. */
export function insertFigure(
  editor: Editor,
  { id, proposed }: Pick<UploadedPicture, 'id' | 'proposed'>,
  position: number,
): number {
  const { doc, schema, tr } = editor.state;
  const { focus, sourceType, ...said } = proposed;
  // In the text they are lines, whatever the library holds.
  const words = {
    caption: cleanLine(said.caption),
    credit: cleanLine(said.credit),
    alt: cleanLine(said.alt),
  };
  const figure = schema.nodes.figure?.create({ media: id, focus, sourceType }, figureContent(schema, words));
  if (!figure) return position;
  const $place = doc.resolve(Math.min(position, doc.content.size));
  const empty = $place.depth === 1 && $place.parent.type.name === 'paragraph' ? $place.parent : null;
  if (empty?.content.size === 0 && doc.childCount > 1) {
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
