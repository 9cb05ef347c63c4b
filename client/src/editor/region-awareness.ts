// Presence as the editor of one region sees it. Each editor draws all carets anew with each change that it hears of, and people
// who type change it with every key: an editor needs to hear only of carets in its own text.
import type { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';

/** Who has come, has changed and has gone, by client. */
interface Change {
  added: number[];
  updated: number[];
  removed: number[];
}

type Listener = (change: Change, origin: unknown) => void;

/** The awareness, whose `change` is heard only where a caret in the fragment's text has come, has moved or has gone. */
export class RegionAwareness {
  readonly #all: Awareness;
  readonly #fragment: Y.XmlFragment;
  readonly #speaks: boolean;
  /** Whose caret was in the text when it was last looked for. */
  readonly #here = new Set<number>();
  readonly #heard = new Map<Listener, Listener>();

  /** Unless it `speaks`, nothing is said of one's own caret. */
  constructor(all: Awareness, fragment: Y.XmlFragment, speaks = true) {
    this.#all = all;
    this.#fragment = fragment;
    this.#speaks = speaks;
  }

  get clientID(): number {
    return this.#all.clientID;
  }

  getStates(): ReturnType<Awareness['getStates']> {
    return this.#all.getStates();
  }

  getLocalState(): ReturnType<Awareness['getLocalState']> {
    return this.#all.getLocalState();
  }

  setLocalStateField(field: string, value: unknown): void {
    if (this.#speaks) this.#all.setLocalStateField(field, value);
  }

  on(_event: 'change', listener: Listener): void {
    // An editor draws the carets that are there when it begins to listen, so it has to hear when those go.
    for (const client of this.#all.getStates().keys()) this.#look(client);
    const heard: Listener = (change, origin) => {
      const clients = [...change.added, ...change.updated, ...change.removed];
      // All of them are looked for, also behind the first.
      if (clients.map((client) => this.#look(client)).includes(true)) listener(change, origin);
    };
    this.#heard.set(listener, heard);
    this.#all.on('change', heard);
  }

  off(_event: 'change', listener: Listener): void {
    const heard = this.#heard.get(listener);
    if (heard) this.#all.off('change', heard);
    this.#heard.delete(listener);
  }

  /** Whether the client's caret is in the text, or was when it was last looked for. */
  #look(client: number): boolean {
    const was = this.#here.has(client);
    const is = this.#isHere(this.#all.getStates().get(client)?.cursor);
    if (is) this.#here.add(client);
    else this.#here.delete(client);
    return was || is;
  }

  #isHere(cursor: { anchor?: unknown; head?: unknown } | null | undefined): boolean {
    if (!cursor) return false;
    const root = rootOf(this.#fragment.doc, cursor);
    // Words that have not come yet may be anybody's.
    return root === null || root === this.#fragment;
  }
}

const known = new WeakMap<Y.Doc, WeakMap<object, Y.XmlFragment>>();

/** The root of the text in which a caret stands, found once for all editors; null where that is not known. */
function rootOf(doc: Y.Doc | null, cursor: { anchor?: unknown }): unknown {
  if (!doc) return null;
  const roots = known.get(doc) ?? new WeakMap<object, Y.XmlFragment>();
  known.set(doc, roots);
  const root: unknown = roots.get(cursor) ?? findRoot(doc, cursor.anchor);
  // Until somebody asks for a text by its name, Yjs has a stand-in for it, which is another object.
  if (root instanceof Y.XmlFragment) roots.set(cursor, root);
  return root;
}

function findRoot(doc: Y.Doc, anchor: unknown): Y.AbstractType<unknown> | null {
  try {
    const position = Y.createRelativePositionFromJSON(anchor);
    let type: Y.AbstractType<unknown> | null =
      Y.createAbsolutePositionFromRelativePosition(position, doc)?.type ?? null;
    while (type?.parent) type = type.parent;
    return type;
  } catch {
    // Others say what they like of their carets.
    return null;
  }
}
