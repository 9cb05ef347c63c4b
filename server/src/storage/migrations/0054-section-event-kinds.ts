// What a section's event is of has the name that the code has for it.
import type { Kysely } from 'kysely';

export async function nameSectionEventKinds({ schema }: Kysely<unknown>): Promise<void> {
  await schema.alterTable('sectionEvent').renameColumn('deed', 'kind').execute();
}
