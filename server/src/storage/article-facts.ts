// What an article's row says of it beside its text.
import { z } from 'zod';

const tagsSchema = z.array(z.string());

/** An article's tags, which are kept as JSON. */
export function tagsIn({ tags }: { tags: string }): string[] {
  return tagsSchema.parse(JSON.parse(tags));
}

/** Whether nothing of the article may be public at that moment, in ISO 8601. */
export function isUnderEmbargo({ embargo }: { embargo: string | null }, moment: string): boolean {
  return embargo !== null && embargo > moment;
}
