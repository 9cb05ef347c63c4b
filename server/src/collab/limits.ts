// How much one person, one update and one article may bring: every number of the live documents that holds somebody back,
// with its reason. Whoever meets one is told so in words; nobody else notices.

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
