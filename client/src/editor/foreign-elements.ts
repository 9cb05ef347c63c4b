// Elements that a browser extension puts into a text are not part of it. Grammar checkers, password managers and the like
// add marks and buttons of their own to editable texts; without this they would be read as paragraphs of the article.
import { type Editor, Extension } from '@tiptap/core';
import { DOMParser, type Schema } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';

export const ForeignElements = Extension.create<object, { watch: ForeignWatch | null }>({
  name: 'foreignElements',
  addStorage: () => ({ watch: null }),
  // Observers are called in the order in which they were made: this one has to be before the editor's own.
  onBeforeCreate() {
    this.storage.watch = new ForeignWatch();
  },
  addProseMirrorPlugins() {
    const { watch } = this.storage;
    return watch ? [foreignElements(this.editor, watch)] : [];
  },
});

function foreignElements({ schema }: Editor, watch: ForeignWatch): Plugin {
  const edits = () => {
    watch.noteEdit();
    return false;
  };
  return new Plugin({
    key: new PluginKey('foreignElements'),
    props: {
      domParser: parserWithout(schema, (element) => watch.isForeign(element)),
      handleDOMEvents: { beforeinput: edits, input: edits, drop: edits },
    },
    view(view) {
      watch.observe(view);
      return { destroy: () => watch.disconnect() };
    },
  });
}

/** The schema's own way to read a page, without what `isForeign` says. */
function parserWithout(schema: Schema, isForeign: (element: HTMLElement) => boolean): DOMParser {
  const ignored = { tag: '*', ignore: true, getAttrs: (element: HTMLElement) => isForeign(element) && null };
  return new DOMParser(schema, [ignored, ...DOMParser.fromSchema(schema).rules]);
}

/** Knows which elements in a text came neither from its editor nor from what a person did in it. */
class ForeignWatch {
  #foreign = new WeakSet<Node>();
  #observer = new MutationObserver((records) => this.#look(records));
  #view: EditorView | null = null;
  #editing = false;

  observe(view: EditorView): void {
    this.#view = view;
    this.#observer.observe(view.dom, { childList: true, subtree: true });
    this.#leaveForeignAlone(view);
  }

  disconnect(): void {
    this.#observer.disconnect();
  }

  /** What the browser does to the page until the end of this task is an edit. */
  noteEdit(): void {
    if (this.#editing) return;
    this.#editing = true;
    setTimeout(() => {
      this.#look(this.#observer.takeRecords());
      this.#editing = false;
    });
  }

  isForeign(element: HTMLElement): boolean {
    this.#look(this.#observer.takeRecords());
    return this.#foreign.has(element) || element.tagName.includes('-');
  }

  #look(records: readonly MutationRecord[]): void {
    if (this.#editing || this.#view?.composing) return;
    // Whoever wraps words takes them out first; that leaves the words what they were.
    if (records.some(({ removedNodes }) => removedNodes.length > 0)) return;
    for (const { addedNodes } of records) {
      for (const node of addedNodes) {
        if (node instanceof Element && !isDrawn(node)) this.#foreign.add(node);
      }
    }
  }

  /** The editor would draw its text anew without them, and the extension put them in again, without end. */
  #leaveForeignAlone(view: EditorView): void {
    // Not part of the public type; without it the elements are ignored all the same, and taken off the page.
    const { domObserver } = view as unknown as { domObserver?: Observer };
    if (!domObserver) return;
    const register = domObserver.registerMutation;
    domObserver.registerMutation = (record, added) => {
      const { addedNodes, removedNodes } = record;
      const foreign =
        addedNodes.length + removedNodes.length > 0 &&
        [...addedNodes, ...removedNodes].every((node) => node instanceof HTMLElement && this.isForeign(node));
      return foreign ? null : register.call(domObserver, record, added);
    };
  }
}

interface Observer {
  registerMutation(record: MutationRecord, added: Node[]): unknown;
}

/** Whether the editor has drawn it: prosemirror-view keeps what stands behind an element at the element. */
function isDrawn(element: Element): boolean {
  return 'pmViewDesc' in element && element.pmViewDesc !== undefined;
}
