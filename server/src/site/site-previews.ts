// What the public site does for previews: pages of articles that are not public, as readers would see them.
import type { PreviewScheme } from '@galley/shared/api/previews.ts';
import type { WholeRevision } from '@galley/shared/api/publishing.ts';
import type { Request } from 'express';

/** An article as it would be published now. */
export interface PreviewDraft {
  revision: WholeRevision;
  /** Until when nothing of it may be public; null where nothing forbids it. */
  embargo: string | null;
}

interface PreviewView {
  /** Without one it follows what the browser prefers. */
  scheme?: PreviewScheme | undefined;
  /** Until when the link works by which it is seen; null for the desk, which sees no notice above the page. */
  until: string | null;
}

/** Pages as readers would see them, as HTML; nobody keeps them. */
export interface SitePreviews {
  /** What each of the site's answers carries. */
  headers: Readonly<Record<string, string>>;
  page(draft: PreviewDraft, view: PreviewView): Promise<string>;
  /** For a link that works no longer, or never did, in the reader's language. */
  endedPage(request: Request): Promise<string>;
}
