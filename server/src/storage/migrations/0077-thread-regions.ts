// What a thread is about names a region, be it a section or a line, where it was one of two forms before. Rows hold it as the JSON
// that the server wrote, with its keys in this order.
import { type Kysely, sql } from 'kysely';

export async function nameThreadRegions(db: Kysely<unknown>): Promise<void> {
  for (const form of ['line', 'section']) {
    const before = `{"type":"${form}","${form}":`;
    await sql`
      update "thread" set "subject" = replace("subject", ${before}, '{"type":"region","region":')
      where "subject" like ${`${before}%`}`.execute(db);
  }
}
