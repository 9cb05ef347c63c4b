// Admission: whether an update may enter an article. Each update is first applied to a shadow, a copy of the document
// that holds everything admitted so far, and what changed there is looked at. The shadow is the room's affair (room.ts).
import {
  type LeadText,
  leadTexts,
  outlineMap,
  type Root,
  rootOf,
  sectionRoot,
} from '@galley/shared/article/document.ts';
import { typeHoldsTextOfOthers } from '@galley/shared/article/own-text.ts';
import { lineSchema, sectionSchema } from '@galley/shared/article/schema/schema.ts';
import { isId, type SectionId, type UserId } from '@galley/shared/ids.ts';
import type { RefusalReason } from '@galley/shared/wire/messages.ts';
import {
  entriesOf,
  type Held,
  holdsList,
  isGone,
  itemOf,
  pathTo,
  typesIn,
} from '@galley/shared/yjs/items.ts';
import { isNewIn, isWaiting } from '@galley/shared/yjs/structs.ts';
import * as Y from 'yjs';
import { newTextViolation } from './characters.ts';
import type { AdmissionLimits } from './limits.ts';
import { onlyTyped } from './typed-characters.ts';
import {
  blockViolation,
  leadFieldViolation,
  leadTextViolation,
  outlineEntryViolation,
  type Violation,
} from './violations.ts';

/** Why an update may not enter. */
export interface Refusal {
  reason: RefusalReason;
  /** For the log and the person's curiosity, in English. */
  detail: string;
  /** The sections that the update touches, as far as that is known; of `sealed` only those that are. */
  sections: SectionId[];
  /** What failed in Galley itself, so that nobody could judge; for the log alone. */
  fault?: unknown;
}

/** Whose each Yjs client id is. */
type ClientOwners = ReadonlyMap<number, UserId | null>;

/** What admission goes by. */
export interface Rules {
  author: UserId | null;
  owners: ClientOwners;
  /** Under whose name others see this Yjs client id right now. */
  shownBy(client: number): UserId | undefined;
  limits: AdmissionLimits;
  /** Whether the section may get one more block of this type at its top. */
  mayHold(section: SectionId, block: string): boolean;
  isSealed(section: SectionId): boolean;
  /** Whether an entry of the outline that this Yjs client made may be deleted for good. */
  mayDelete(client: number): boolean;
}

/** The client ids whose structs a transaction brought. */
export function clientsOf(transaction: Y.Transaction): number[] {
  const clients: number[] = [];
  for (const [client, clock] of transaction.afterState) {
    if ((transaction.beforeState.get(client) ?? 0) < clock) clients.push(client);
  }
  return clients;
}

/**
 * The sections in which a transaction changed anything that belongs to their text: blocks, and the outline's entry but for
 * its order, so that a sealed section may still be moved. To be asked before `refusalOf`: a root that is new gets its class
 * there, and the transaction goes on to name the one without.
 */
export function touchedSections(transaction: Y.Transaction): SectionId[] {
  const sections = new Set<SectionId>();
  for (const [type, keys] of transaction.changed) {
    const { root: top, path } = pathTo(type);
    const name = nameOfRoot(transaction.doc, top);
    const root = name === null ? null : rootOf(name);
    if (root?.type === 'section') sections.add(root.id);
    if (root?.type !== 'outline') continue;
    const entry = path[0] ? (itemOf(path[0])?.parentSub ?? null) : null;
    if (entry === null) for (const key of keys) add(key);
    else if (path.length > 1 || [...keys].some((key) => key !== 'order')) add(entry);
  }
  return [...sections];

  function add(key: string | null): void {
    if (isId<SectionId>(key)) sections.add(key);
  }
}

/** What an update did to the shadow. */
export interface Change {
  transaction: Y.Transaction;
  /** What `touchedSections` gave of it. */
  sections: SectionId[];
  /** What `deletedOtherwise` gave of it. */
  deleted: ReadonlySet<unknown>;
}

/** Looks at what a transaction changed in the shadow. A client id that nobody has used may be the author's. */
export function refusalOf(
  shadow: Y.Doc,
  { transaction, sections, deleted }: Change,
  rules: Rules,
): Refusal | null {
  const refuse = (reason: RefusalReason, detail: string): Refusal => ({ reason, detail, sections });

  // What depends on structs that nobody here has would come to life later, unseen.
  if (isWaiting(shadow)) {
    return refuse('pending-structs', 'The update builds on edits that the server does not have.');
  }
  const foreign = clientsOf(transaction).find((client) => !mayUse(client, rules));
  if (foreign !== undefined)
    return refuse('foreign-client-id', `The Yjs client id ${foreign} belongs to somebody else.`);
  if (shadow.share.size > rules.limits.roots)
    return refuse('document-full', 'The article has too many sections.');
  if (holdsForeignRoot(shadow)) return refuse('unknown-root', 'The update writes outside of the article.');
  const sealed = sections.filter((section) => rules.isSealed(section));
  if (sealed.length > 0)
    return { reason: 'sealed', detail: 'The section is approved and closed to edits.', sections: sealed };
  const unwanted = newTextViolation(transaction);
  if (unwanted !== null) return refuse('schema', unwanted);
  const judged: Judged = { fitting: new Set(), isOnlyTyped: onlyTyped(transaction, deleted) };
  for (const [type, keys] of transaction.changed) {
    // A change inside of what the same transaction deleted is gone.
    if (isGone(type)) continue;
    const violation = changeViolation(type, keys, transaction, rules, judged);
    if (violation !== null) return refuse('schema', violation);
  }
  return null;
}

/** The names of roots, which are looked for in their document once. One that gets its class is another object from then on. */
const rootNames = new WeakMap<object, string>();

function nameOfRoot({ share }: Y.Doc, root: object): string | null {
  const known = rootNames.get(root);
  if (known !== undefined) return known;
  for (const [name, one] of share) {
    if (one !== root) continue;
    rootNames.set(root, name);
    return name;
  }
  return null;
}

/** How many roots of a document have been found to be an article's: none ever goes. */
const knownRoots = new WeakMap<Y.Doc, number>();

function holdsForeignRoot(doc: Y.Doc): boolean {
  const { size } = doc.share;
  if (knownRoots.get(doc) === size) return false;
  for (const name of doc.share.keys()) if (rootOf(name) === null) return true;
  knownRoots.set(doc, size);
  return false;
}

/** Gives each root type of a document its class, which Yjs learns only from the one who asks for it. */
export function typeRoots(doc: Y.Doc): void {
  for (const name of [...doc.share.keys()]) {
    const root = rootOf(name);
    if (root) typeRoot(doc, name, root);
  }
}

function typeRoot(doc: Y.Doc, name: string, root: Root): void {
  if (root.type === 'outline' || root.type === 'lead') doc.getMap(name);
  else doc.getXmlFragment(name);
}

/** An id that has written nothing yet is nobody's, unless others see somebody else under it: theirs is not to be taken. */
function mayUse(client: number, { owners, shownBy, author }: Rules): boolean {
  return owners.has(client) ? owners.get(client) === author : (shownBy(client) ?? author) === author;
}

type ChangedType = Y.AbstractType<Y.YEvent<Y.AbstractType<unknown>>>;

/** What is known of a transaction's changes. */
interface Judged {
  /** The blocks at the top that fit: each is looked at once, however much changed in it. */
  fitting: Set<unknown>;
  /** Whether characters among words are all that changed in this text of this element. */
  isOnlyTyped: ReturnType<typeof onlyTyped>;
}

function changeViolation(
  type: ChangedType,
  keys: Set<string | null>,
  transaction: Y.Transaction,
  rules: Rules,
  { fitting, isOnlyTyped }: Judged,
): Violation {
  const { root: top, path } = pathTo(type);
  const name = nameOfRoot(transaction.doc, top);
  const root = name === null ? null : rootOf(name);
  if (name === null || root === null) return 'the change has no place in the article';
  typeRoot(transaction.doc, name, root);
  // Asking for the root may have replaced an untyped one.
  const typed = transaction.doc.share.get(name);
  if (root.type === 'outline' || root.type === 'lead') {
    if (!(typed instanceof Y.Map)) return `${root.type} is no map`;
    if (holdsList(typed)) return `${root.type} holds a list`;
    return root.type === 'outline'
      ? outlineViolation(typed, path, keys, rules)
      : leadViolation(typed, path, keys);
  }
  if (!(typed instanceof Y.XmlFragment)) return `${root.type} is no fragment`;
  if (entriesOf(typed).size > 0) return 'a fragment has attributes';
  if (root.type === 'section' && isGoneForGood(transaction.doc, root.id) && typesIn(typed).length > 0)
    return 'the section was taken away for good';
  const schema = root.type === 'section' ? sectionSchema : lineSchema;
  const fits = (block: unknown): Violation => {
    if (fitting.has(block)) return null;
    fitting.add(block);
    return blockViolation(schema, block, rules.limits);
  };
  const tooLong = isLeadText(root.type) ? leadTextViolation(root.type, typed) : null;
  if (tooLong !== null) return tooLong;
  if (path.length > 0) return isOnlyTyped(type, path.at(-2)) ? null : fits(path[0]);
  const blocks = typesIn(typed);
  for (const block of blocks) {
    if (block !== null && !isNew(block, transaction)) continue;
    const violation = fits(block);
    if (violation !== null) return violation;
  }
  return root.type === 'section' ? unallowedBlock(root.id, blocks, transaction, rules) : null;
}

function isLeadText(name: string): name is LeadText {
  return leadTexts.some((text) => text === name);
}

/**
 * A block of a type that the section holds already passes: people split and copy what a changed template allows no
 * longer, and refusing that would throw their text away.
 */
function unallowedBlock(
  section: SectionId,
  blocks: readonly unknown[],
  transaction: Y.Transaction,
  rules: Rules,
): Violation {
  const elements = blocks.filter((block): block is Y.XmlElement => block instanceof Y.XmlElement);
  const held = new Set(elements.filter((block) => !isNew(block, transaction)).map((block) => block.nodeName));
  const other = elements.find(
    (block) =>
      isNew(block, transaction) && !held.has(block.nodeName) && !rules.mayHold(section, block.nodeName),
  );
  return other ? `the section does not take ${other.nodeName}` : null;
}

function outlineViolation(
  outline: Y.Map<unknown>,
  path: readonly unknown[],
  keys: Set<string | null>,
  rules: Rules,
): Violation {
  if (path.length > 1) return 'the outline is nested too deep';
  if (path.length === 1) return outlineEntryViolation(path[0]);
  for (const key of keys) {
    const item = key === null ? undefined : entriesOf(outline).get(key);
    if (key === null || !item) continue;
    if (!isId<SectionId>(key)) return 'the outline lists what is no section';
    // The text of a section without an entry is out of everybody's reach, and an entry in the place of another loses what
    // is done to that one; only who has made it may undo it.
    for (let gone = item.deleted ? item : item.left; gone !== null; gone = gone.left)
      if (!rules.mayDelete(gone.id.client)) return 'the outline lost an entry';
    const text = outline.doc?.share.get(sectionRoot(key));
    if (item.deleted && text !== undefined && typeHoldsTextOfOthers(text, rules.mayDelete))
      return 'the outline lost a section in which others have written';
    if (item.deleted) continue;
    const violation = outlineEntryViolation(outline.get(key));
    if (violation !== null) return violation;
  }
  return null;
}

/** Whether who made a section has deleted it: nobody would see again what is written into it. */
function isGoneForGood(doc: Y.Doc, section: SectionId): boolean {
  return entriesOf(outlineMap(doc)).get(section)?.deleted === true;
}

function leadViolation(lead: Y.Map<unknown>, path: readonly unknown[], keys: Set<string | null>): Violation {
  if (path.length > 0) return 'the lead image is nested';
  for (const key of keys) {
    if (key === null || !lead.has(key)) continue;
    const violation = leadFieldViolation(key, lead.get(key));
    if (violation !== null) return violation;
  }
  return null;
}

function isNew(block: Held, transaction: Y.Transaction): boolean {
  const item = itemOf(block);
  return item !== null && isNewIn(transaction, item);
}
