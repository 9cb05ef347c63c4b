// A room for tests of admission, without sockets and journal: an article, and the documents of people who write it.
import { builtInTemplates } from '@galley/shared/article/built-in-templates.ts';
import { type ArticleContent, emptyLead, type SectionContent } from '@galley/shared/article/content.ts';
import { bulletList, contentOfTemplate, paragraph } from '@galley/shared/article/new-content.ts';
import { readOutline } from '@galley/shared/article/outline.ts';
import { fillDocument } from '@galley/shared/article/read-article.ts';
import { type DocumentName, newId, type SectionId, type UserId } from '@galley/shared/ids.ts';
import * as Y from 'yjs';
import { type AdmissionLimits, defaultLimits } from './limits.ts';
import { Positions } from './positions.ts';
import { type AllowedBlocks, type Decision, Room } from './room.ts';

/** Two people who need no accounts. */
export const amy = 'amy' as UserId;
/** The other one. */
export const ben = 'ben' as UserId;

/** A room with a document of a few sections, and clients of it without sockets. */
export class TestRoom {
  readonly room: Room;
  readonly document = new Y.Doc();

  constructor(
    options: {
      content?: ArticleContent;
      limits?: Partial<AdmissionLimits>;
      allowed?: AllowedBlocks;
      shownBy?: (client: number) => UserId | undefined;
    } = {},
  ) {
    fillDocument(
      this.document,
      options.content ?? { headline: 'Harbor reopens', dek: '', lead: emptyLead, sections: newsSections() },
    );
    this.room = new Room({
      name: 'article/test' as DocumentName,
      document: this.document,
      bytes: Y.encodeStateAsUpdate(this.document).byteLength,
      clients: new Map([[this.document.clientID, null]]),
      positions: new Positions(1),
      limits: { ...defaultLimits, ...options.limits },
      allowed: options.allowed ?? (() => null),
      sealed: new Set(),
      quarantine: null,
      shownBy: options.shownBy ?? (() => undefined),
    });
  }

  /** Seals the first section of this kind. */
  seal(kind: string): SectionId {
    const section = this.section(kind);
    this.room.seals.learn(new Set([...this.room.sealed, section]));
    return section;
  }

  /** A copy of the document as somebody has it open. */
  client(clientId?: number): Y.Doc {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(this.document));
    // Afterwards, for a document that is given structs of its own client id takes another one.
    if (clientId !== undefined) doc.clientID = clientId;
    return doc;
  }

  /** What comes of a change by this person, who has just opened the article; what is admitted arrives. */
  change(author: UserId | null, change: (doc: Y.Doc) => void, clientId?: number): Decision {
    const doc = this.client(clientId);
    const before = Y.encodeStateVector(doc);
    doc.transact(() => change(doc));
    return this.send(Y.encodeStateAsUpdate(doc, before), author);
  }

  send(update: Uint8Array, author: UserId | null): Decision {
    const decision = this.room.admit(update, author);
    if (decision.type === 'admitted') this.room.arrive(decision, null);
    return decision;
  }

  section(kind = 'news'): SectionId {
    return sectionOf(this.document, kind);
  }
}

/** The id of the first section of this kind. */
export function sectionOf(doc: Y.Doc, kind: string): SectionId {
  const entry = readOutline(doc).find((candidate) => candidate.kind === kind);
  if (!entry) throw new Error(`There is no section ${kind}.`);
  return entry.id;
}

/** An element with attributes and content, as editors write them. */
export function element(
  name: string,
  attributes: Record<string, unknown> = {},
  content: (Y.XmlElement | Y.XmlText)[] = [],
): Y.XmlElement {
  const made = new Y.XmlElement(name);
  // Yjs' types know only strings; editors write numbers too.
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value as string);
  made.insert(0, content);
  return made;
}

/** A paragraph of plain text. */
export function plain(text: string): Y.XmlElement {
  return element('paragraph', { id: newId() }, [new Y.XmlText(text)]);
}

function newsSections(): SectionContent[] {
  const [news] = builtInTemplates;
  if (!news) throw new Error('There is no template.');
  const { sections } = contentOfTemplate(news.content, 'en');
  for (const section of sections) {
    if (section.kind === 'news')
      section.blocks = [
        paragraph('Ships may enter again.'),
        bulletList([paragraph('One'), paragraph('Two')]),
      ];
  }
  return sections;
}
