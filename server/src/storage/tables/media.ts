// Pictures, their files, and where they are used.
import type { ArticleId, MediaId, UserId } from '@galley/shared/ids.ts';

interface MediaTable {
  id: MediaId;
  hash: string;
  mime: string;
  width: number;
  height: number;
  uploadedBy: UserId;
  createdAt: string;
  /** `PictureNotes` as JSON; null for pictures from before they were read. */
  notes: string | null;
}

/** What is known of a picture beside its bytes, under the same id. */
export interface PictureTable {
  id: MediaId;
  mime: string;
  width: number;
  height: number;
  /** Of what is kept, in bytes, renderings aside. */
  size: number;
  /** As the file came; empty where nobody said. */
  fileName: string;
  /** What is proposed where it is used anew, as are credit, alt and focus. */
  caption: string;
  credit: string;
  alt: string;
  source: string;
  copyright: string;
  usageTerms: string;
  /** The last day on which it may be published, as `2026-12-31`; null where there is none. */
  licenceEnd: string | null;
  /** How a machine took part in it, as people said: `SourceType`. */
  sourceType: string | null;
  /** The same, as its file says. */
  fileSourceType: string | null;
  /** What follows from both and from the credit. */
  machineMade: string | null;
  focus: string | null;
  /** 0 for what nobody uploaded for articles: pictures of people’s profiles. */
  listed: number;
  /** 0 for pictures from before uses were noted: these are never erased. */
  tracked: number;
  uploadedBy: UserId;
  createdAt: string;
  changedBy: UserId | null;
  changedAt: string | null;
  /** Counts the changes. */
  version: number;
  deletedAt: string | null;
}

/** Which article shows which picture: in its text, on its public page, or in its history alone. */
interface PictureUseTable {
  article: ArticleId;
  picture: MediaId;
  place: 'text' | 'public' | 'social' | 'earlier';
}

/** A file of a picture: what is kept of it, a rendering, or one as AVIF. Each is written once, under a key of its own. */
interface MediaFileTable {
  /** The SHA-256 of its bytes in hex, a hyphen, and an id that no other file ever gets. */
  key: string;
  media: MediaId;
  /** `original`, a width such as `480`, or `480.avif`. */
  name: string;
  mime: string;
  /** In bytes. */
  size: number;
  /** Where its bytes are. */
  place: PicturePlace;
  /** It counts while it is kept; before, its bytes are on their way, and afterwards they are to be erased. */
  state: 'writing' | 'kept' | 'erasing';
  /** Since when. */
  at: string;
}

/** Where the bytes of a picture's file can be. */
export type PicturePlace = 'database' | 'folder' | 'bucket';

/** The bytes of files that are in the database. */
interface MediaBytesTable {
  key: string;
  bytes: Uint8Array;
}

/** A picture of which renderings as AVIF are still to be made. */
interface AvifJobTable {
  id: MediaId;
  attempts: number;
  /** Null where it was given up. */
  nextAt: string | null;
}

/** These tables by their names. */
export interface MediaTables {
  media: MediaTable;
  mediaFile: MediaFileTable;
  mediaBytes: MediaBytesTable;
  avifJob: AvifJobTable;
  picture: PictureTable;
  pictureUse: PictureUseTable;
}
