// What a passport says, from what is known of a revision. Making one and checking one go through here, so that both say the
// same of the same facts.
import { createHash } from 'node:crypto';
import {
  type PassportClaims,
  type PassportPerson,
  passportFormat,
  passportKeysPath,
  type Written,
} from '@galley/shared/api/passport.ts';
import type { WholeRevision } from '@galley/shared/api/publishing.ts';
import { picturesOf } from '@galley/shared/article/article-pictures.ts';
import { textSourceType } from '@galley/shared/article/machine-text.ts';
import { picturePath } from '@galley/shared/article/picture-files.ts';
import type { SectionId, UserId } from '@galley/shared/ids.ts';
import { sectionHash } from '@galley/shared/review/approvals.ts';
import type { Approval } from '../review/approvals.ts';
import type { ArticleShares, Letters } from '../review/shares.ts';
import { asRead, type ReadersText, readersText } from './readers-text.ts';
import { canonicalJson } from './signature.ts';

export interface PassportFacts {
  revision: WholeRevision;
  /** What feeds call the article. */
  feedId: string;
  site: { name: string; url: string };
  approvals: ReadonlyMap<SectionId, Approval>;
  shares: ArticleShares;
  /** Who may be named, and how. */
  people: ReadonlyMap<UserId, string>;
}

/** The claims of a revision. */
export function claimsOf(facts: PassportFacts): PassportClaims {
  const { revision, feedId, site, approvals, shares, people } = facts;
  const { content, metadata, slug } = revision;
  const { language } = metadata;
  const person = (id: UserId | null): PassportPerson => {
    if (id === null) return { type: 'program' };
    const name = people.get(id);
    return name === undefined ? { type: 'desk' } : { type: 'person', name };
  };
  const written = (...all: Letters[]) => writtenBy(all, person);
  const shown = readersText(revision.html);
  const publicSections = new Map(metadata.sections.map((section) => [section.id, section]));
  const sections = content.sections.map((section) => {
    const { id } = section;
    const hash = sectionHash(section);
    const approval = approvals.get(id);
    const onPage = publicSections.get(id);
    return {
      id,
      label: onPage?.label ?? (section.title || section.kind),
      anchor: onPage?.anchor ?? null,
      hash,
      textHash: textHashOf(onPage && shown.sections.get(onPage.anchor)),
      written: written(shares.sections.get(id) ?? new Map()),
      // One for another text is none for this one.
      approval: approval?.hash === hash ? { hash, by: person(approval.by), at: approval.at } : null,
    };
  });
  return {
    format: passportFormat,
    issuer: { ...site, keys: site.url + passportKeysPath },
    article: { id: feedId, url: `${site.url}/articles/${slug}`, language },
    revision: revision.number,
    publishedAt: revision.publishedAt,
    publishedBy: person(revision.publishedBy),
    hash: revision.hash,
    headline: {
      hash: sha256(content.headline),
      textHash: textHashOf(asRead(content.headline)),
      written: written(shares.headline),
    },
    dek: {
      hash: sha256(content.dek),
      textHash: textHashOf(asRead(content.dek) || null),
      written: written(shares.dek),
    },
    lead: {
      hash: sha256(canonicalJson(content.lead)),
      textHash: textHashOf(shown.lead),
      written: written(shares.lead),
    },
    sections,
    written: written(shares.headline, shares.dek, shares.lead, ...shares.sections.values()),
    machineMade: {
      pictures: machinePictures(revision, site, sections),
      ...(metadata.machineText && { text: machineText(metadata.machineText, person) }),
    },
  };
}

/** The parts of which the words that a page shows are not those that were signed, by what a reader calls them. */
export function otherWords(claims: PassportClaims, page: ReadersText): string[] {
  const parts: [string, string | null, string | null | undefined][] = [
    ['the headline', claims.headline.textHash, page.headline],
    ['the dek', claims.dek.textHash, page.dek],
    ['the lead picture’s words', claims.lead.textHash, page.lead],
    ...claims.sections.map(({ label, anchor, textHash }): [string, string | null, string | undefined] => [
      `“${label}”`,
      textHash,
      anchor === null ? undefined : page.sections.get(anchor),
    ]),
  ];
  const known = new Set(claims.sections.map(({ anchor }) => anchor));
  const added = [...page.sections.keys()].filter((anchor) => !known.has(anchor));
  return [
    ...parts.filter(([, hash, text]) => textHashOf(text) !== hash).map(([name]) => name),
    ...added.map((anchor) => `a section that was not published (#${anchor})`),
  ];
}

function machinePictures(
  { content, metadata }: WholeRevision,
  site: { url: string },
  sections: PassportClaims['sections'],
): PassportClaims['machineMade']['pictures'] {
  const places = [
    { section: null, pictures: picturesOf({ lead: content.lead, sections: [] }) },
    ...content.sections.map((section) => ({
      section: section.id as string,
      pictures: picturesOf({ lead: { ...content.lead, media: '' }, sections: [section] }),
    })),
  ];
  return places.flatMap(({ section, pictures }) =>
    pictures.flatMap(({ media }) => {
      const digitalSourceType = metadata.machineMade[media];
      if (digitalSourceType === undefined) return [];
      const approval = sections.find(({ id }) => id === section)?.approval;
      const url = site.url + picturePath(media);
      return [{ url, section, digitalSourceType, reviewedBy: approval?.by ?? null }];
    }),
  );
}

function machineText(
  { parts, marks, review }: NonNullable<WholeRevision['metadata']['machineText']>,
  person: (id: UserId) => PassportPerson,
): PassportClaims['machineMade']['text'] {
  return {
    digitalSourceType: textSourceType({ parts }),
    parts,
    marks,
    reviewedBy: person(review.by),
    reviewedAt: review.at,
    responsible: review.responsible,
  };
}

function writtenBy(all: readonly Letters[], person: (id: UserId | null) => PassportPerson): Written {
  const sums = new Map<string, { by: PassportPerson; letters: number }>();
  for (const letters of all)
    for (const [id, count] of letters) {
      const by = person(id);
      const key = canonicalJson(by);
      sums.set(key, { by, letters: (sums.get(key)?.letters ?? 0) + count });
    }
  return [...sums]
    .toSorted(([a, { letters }], [b, { letters: others }]) => others - letters || (a < b ? -1 : 1))
    .map(([, one]) => one);
}

function textHashOf(text: string | null | undefined): string | null {
  return text === null || text === undefined ? null : sha256(text);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
