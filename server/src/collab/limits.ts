// How much one person, one update and one article may bring: the numbers of the live documents that hold somebody back,
// each with its reason. Whoever meets one reads so in words; nobody else notices.

/** What admission lets in. Sizes are bytes where nothing else is said. */
export interface AdmissionLimits {
  /** One update. A browser that was offline for a day sends some hundred kilobytes; pasted novels have about a megabyte. */
  update: number;
  /** A whole document, deletions and formats included. */
  document: number;
  /** How many root types a document may have: sections, removed ones included, and the head. */
  roots: number;
  /**
   * Yjs structs in one update. A pasted paragraph makes four, so this is about 1,250 paragraphs at once. Judging so many
   * takes some 30 ms on a small machine, and no update may hold the event loop for more than 50.
   */
  updateStructs: number;
  /** Ranges in one update's delete set. A browser that comes back sends those of the whole document. */
  updateDeletions: number;
  /** Yjs client ids of which one update brings something new: one for each tab and reload while offline. */
  updateClients: number;
  /**
   * Characters and elements that one update counts up, deleted ones included, which take no room in its bytes. Twenty people
   * do not type so many in a day.
   */
  updateUnits: number;
  /**
   * Structs in a whole document. Yjs integrates about a million of them in a second, and that is what opening costs; an
   * article of 10,000 words that was edited for weeks has some ten thousand.
   */
  documentStructs: number;
  /** Yjs client ids in a whole document: one for each tab, reload and act of the server that ever wrote in it. */
  documentClients: number;
  /** The sum of a document's clocks. Yjs reads no integer above 2^53 back, and lengths of deleted text cost no bytes. */
  documentUnits: number;
  /** How deep blocks may be nested: nobody writes deeper, and every reader goes down by recursion. */
  depth: number;
  /** How many nodes one block at the top may hold, as a table does: each letter typed in it has the whole block checked. */
  blockNodes: number;
}

export const defaultLimits: AdmissionLimits = {
  update: 4 * 1024 * 1024,
  document: 32 * 1024 * 1024,
  roots: 500,
  updateStructs: 5_000,
  updateDeletions: 50_000,
  updateClients: 200,
  updateUnits: 5_000_000,
  documentStructs: 200_000,
  documentClients: 10_000,
  documentUnits: 500_000_000,
  depth: 100,
  blockNodes: 20_000,
};

/** What one person and one address may do on sockets, and how often. */
export const socketLimits = {
  /** Open sockets of one person on one path: each tab has one. */
  perPerson: 60,
  /** Open sockets of one address on one path: a whole newsroom may stand behind one. */
  perAddress: 2000,
  /** Sockets that one person opens, on one path: after a restart all of their tabs come at once. */
  openingsOfPerson: { perSecond: 4, burst: 240 },
  /** Sockets that are opened from one address, on one path, whoever it is: after a restart the whole newsroom comes. */
  openingsOfAddress: { perSecond: 200, burst: 4000 },
  /** Documents on one socket. */
  documents: 10,
  /**
   * People whose rights are looked up, and articles that are read, at once: after the end of another node a thousand come together,
   * and who waits here leaves the database's connections to what is being saved.
   */
  lookUpsAtOnce: 2,
  readAtOnce: 3,
  /** The largest message that is accepted, in bytes: an update and what stands around it. */
  payload: 8 * 1024 * 1024,
  /** How much of one socket is taken in before what has come so far must have been handled. */
  queuedBytes: 8 * 1024 * 1024,
  queuedMessages: 1000,
  /** The longest address of a document, in characters. */
  addressLength: 200,
  /** The largest state vector, in bytes: of as many client ids as a document may have it takes some 100 KiB. */
  stateVector: 256 * 1024,
  /**
   * The largest message of presence, in bytes. One's own caret takes half a kilobyte; a browser that wakes up may say of a
   * thousand others, with some 14 bytes each, that it has lost sight of them.
   */
  presence: 32 * 1024,
  /** Yjs client ids of one connection in a document's presence: more than one, for a client that makes its document anew. */
  presenceIds: 4,
  /** How long the presence of one document on one socket pauses after a message, in ms; the newest one is kept for then. */
  presenceEveryMs: 50,
} as const;

/** How an article's edits go out to those who have it open. */
export const fanOutLimits = {
  /** An article pauses so many times as long as a sending took: a hundred people get ten frames in a second at the least. */
  pauseTimes: 10,
  /** No longer than this, in ms, which nobody sees. */
  longestPauseMs: 16,
  /** Updates of so many bytes in all go out at once. */
  waitingBytes: 1024 * 1024,
  /** Who has so many bytes unread gets nothing more before all of it is read, and then what was missed in one piece. */
  unreadBytes: 256 * 1024,
  /** When so many have written, each of them gets a frame without their own words; of more, all get the same one. */
  framesOfTheirOwn: 4,
  /** How long presence gathers, in ms, before it goes out. */
  presenceEveryMs: 60,
} as const;

/** How a node that goes hands its people over to the others; times in ms. */
export interface HandOverLimits {
  /** People who are under way at once, at first; one more for each who arrives within `quickMs`, one less for each after `slowMs`. */
  atOnce: number;
  fewestAtOnce: number;
  mostAtOnce: number;
  quickMs: number;
  slowMs: number;
  /** Who has not come elsewhere for so long is waited for no longer: they have closed their tab, or went where no word comes from. */
  underWayMs: number;
  /** Where nobody arrives for so long, nobody is waited for: word of them may be lost. */
  silenceMs: number;
  /** How often it is looked whether somebody is waited for no longer. */
  lookAgainMs: number;
  /** How long the other nodes may take to say that they are there. */
  answerMs: number;
  /** How long what people have sent may take to be handled before they go; it is not lost after that. */
  handledMs: number;
  /** How long a node gathers who has arrived before it says so. */
  reportEveryMs: number;
  /** The share of the time for stopping that handing over may take; what is left is for what is still being saved. */
  shareOfStopping: number;
}

/** What holds outside of tests. */
export const handOverLimits: HandOverLimits = {
  atOnce: 32,
  fewestAtOnce: 8,
  mostAtOnce: 256,
  quickMs: 400,
  slowMs: 800,
  underWayMs: 4000,
  silenceMs: 1000,
  lookAgainMs: 100,
  answerMs: 300,
  handledMs: 500,
  reportEveryMs: 10,
  shareOfStopping: 0.7,
};

/** The share of the time for closing in which what has come in is still handled; what is left is for saving it. */
export const shareOfHandling = 0.5;

/**
 * Tokens of one person: so many come back in a second, and so many can be saved up. Somebody who types fast in three tabs
 * needs about sixty in a second.
 */
export const paceLimits = { perSecond: 400, burst: 2000 } as const;

/** What a message costs of a person's pace, beside its size. */
export const costs = {
  message: 1,
  /** One document joined: its rights are looked up, and it may have to be loaded. */
  join: 20,
  /** A first sync step: the whole document may have to be encoded. */
  wholeDocument: 20,
  presence: 4,
  refusal: 100,
  /** All that is in the journal asked for: other nodes may have written. */
  catchUp: 20,
  bytesPerToken: 16_384,
} as const;
