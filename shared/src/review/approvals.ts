// Approvals: which text each of them holds for, and what an article still lacks. An approval is for one text of a
// section; text with another hash is not approved, whatever a row says.
import { digest } from 'lib0/hash/sha256';
import { isUnwritten } from '../article/boilerplate.ts';
import { canonicalSection } from '../article/canonical.ts';
import type { ArticleContent, SectionContent } from '../article/content.ts';
import { holdsSomething } from '../article/plain-text.ts';
import type { ReadinessItem } from '../article/readiness-item.ts';
import { specOf, type Template } from '../article/template.ts';
import type { SectionId } from '../ids.ts';

/** Of each section that somebody approved: the hash of the text for which that holds. */
export type ApprovedHashes = ReadonlyMap<SectionId, string>;

/** SHA-256 of the section's canonical text, in hex: the same in the browser and on the server. */
export function sectionHash(section: SectionContent): string {
  const bytes = digest(new TextEncoder().encode(canonicalSection(section)));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** One item for each section that lacks the approval which its template requires. */
export function missingApprovals(
  content: ArticleContent,
  template: Pick<Template, 'sections' | 'approvals'>,
  approved: ApprovedHashes,
): ReadinessItem[] {
  return content.sections
    .filter((section) => needsApproval(section, template))
    .filter((section) => approved.get(section.id) !== sectionHash(section))
    .map(({ id, kind }) => ({ code: 'section-not-approved', region: id, kind, count: null, limit: null }));
}

/**
 * Whether a section goes along where all that is finished is marked as ready: what somebody wrote, and boilerplate that
 * nobody touched where it may only be published once it is approved. An empty section never does.
 */
export function isMarkedWithAll(
  section: SectionContent,
  template: Pick<Template, 'sections' | 'approvals'>,
): boolean {
  if (!holdsSomething(section.blocks)) return false;
  return !isUnwritten(section.blocks, specOf(template, section.kind)) || needsApproval(section, template);
}

/** Whether a section may only be published once it is approved. */
function needsApproval(section: SectionContent, template: Pick<Template, 'sections' | 'approvals'>): boolean {
  switch (template.approvals) {
    case 'off':
      return false;
    case 'required':
      return specOf(template, section.kind)?.required ?? false;
    case 'all':
      return specOf(template, section.kind)?.required || holdsSomething(section.blocks);
  }
}
