// The desk as a whole: its settings and its audit log.
import type { ArticleId, SectionId, TemplateId, UserId } from '@galley/shared/ids.ts';

/** Small facts about the installation, such as `seeded` and `setupTokenHash`. */
interface SettingTable {
  key: string;
  value: string;
}

/** The audit log; append-only. */
interface AuditTable {
  id: string;
  at: string;
  who: UserId | null;
  /** `AuditAct`. */
  act: string;
  article: ArticleId | null;
  section: SectionId | null;
  person: UserId | null;
  template: TemplateId | null;
  /** `AuditDetails` as JSON. */
  details: string;
  /** Of two rows with the same one the first stays. */
  once: string | null;
}

/** These tables by their names. */
export interface DeskTables {
  setting: SettingTable;
  audit: AuditTable;
}
