// What leaves the desk: an article with what its files say besides its text.
import type { Language } from '../../language.ts';
import { withoutDeskMarks } from '../canonical.ts';
import type { ArticleContent, Lead, NodeJson } from '../content.ts';
import { holdsSomething } from '../plain-text.ts';
import { sectionLabel } from '../section-label.ts';
import type { SectionSpec } from '../template.ts';
import { wholeBlocks } from './whole-blocks.ts';

/** What an export is made from. */
export interface ExportSource {
  content: ArticleContent;
  byline: string;
  language: Language;
  /** What it is about. */
  tags?: readonly string[];
  /** The section of the site that it is in, by its name. */
  siteSection?: string | null;
  /** Until when nothing of it may be public, in ISO 8601. */
  embargo?: string | null;
  /** How it is shown elsewhere, as it is set. */
  elsewhere?: ExportedElsewhere;
  sections: readonly SectionSpec[];
  /** Where a picture is to be found. */
  pictureAddress: (media: string) => string;
}

/** What is shown elsewhere, as files say it; left out where nothing is set. */
export interface ExportedElsewhere {
  searchTitle?: string;
  searchDescription?: string;
  canonical?: string;
  /** A picture's id. */
  socialPicture?: string;
}

/** What is set of these, without what is empty. */
export function exportedElsewhere({
  searchTitle,
  searchDescription,
  canonical,
  socialPicture,
}: Record<keyof ExportedElsewhere, string | null>): ExportedElsewhere {
  return {
    ...(searchTitle && { searchTitle }),
    ...(searchDescription && { searchDescription }),
    ...(canonical && { canonical }),
    ...(socialPicture && { socialPicture }),
  };
}

/** The article as every format writes it: editors' notes are gone, and so are sections that hold nothing. */
export interface Exported {
  headline: string;
  dek: string;
  byline: string;
  lead: Lead;
  language: Language;
  tags: readonly string[];
  siteSection: string | null;
  embargo: string | null;
  elsewhere: ExportedElsewhere;
  /** `titled` says that the label is a title of the section's own. */
  sections: { kind: string; label: string; titled: boolean; blocks: NodeJson[] }[];
  pictureAddress: (media: string) => string;
}

/** The article without anything that only the desk needs, as the writers of all formats take it. */
export function exported({
  content,
  byline,
  language,
  tags = [],
  siteSection = null,
  embargo = null,
  elsewhere = {},
  sections,
  pictureAddress,
}: ExportSource): Exported {
  const { headline, dek, lead, sections: all } = withoutDeskMarks(content);
  return {
    headline,
    dek,
    byline,
    lead,
    language,
    tags,
    siteSection,
    embargo,
    elsewhere,
    sections: all
      .filter(({ blocks }) => holdsSomething(blocks) || blocks.some(({ type }) => type === 'horizontalRule'))
      .map((section) => ({
        kind: section.kind,
        label: sectionLabel(section, { sections }, language),
        titled: section.title !== '',
        blocks: wholeBlocks(section.blocks),
      })),
    pictureAddress,
  };
}

/** What stands before a photographer's name. */
export const photoCredit: Record<Language, string> = { en: 'Photo', de: 'Foto' };
