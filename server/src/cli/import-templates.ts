// The template of an article that is imported: the one that it had, or the one that was named.
import { builtInTemplates } from '@galley/shared/article/built-in-templates.ts';
import { type Template, templateContentSchema } from '@galley/shared/article/template.ts';
import { languages } from '@galley/shared/language.ts';
import { createTemplateStore } from '../articles/templates.ts';
import type { Storage } from '../storage/storage.ts';
import { CommandError } from './command-error.ts';
import { ReadingError } from './import-reading.ts';
import type { Source, Sources } from './import-sources.ts';
import { quoted } from './import-words.ts';
import type { Import } from './import-work.ts';

/** The templates for new articles; a desk that has never been started gets its first ones, as at a start. */
export async function templatesOf(storage: Storage, isDry: boolean): Promise<Template[]> {
  const here = await (await createTemplateStore(storage, isDry ? [] : builtInTemplates)).all();
  const lacking = builtInTemplates.filter(({ id }) => here.every((one) => one.id !== id));
  const coming = lacking.map(
    ({ id, content }): Template => ({
      ...templateContentSchema.parse(content),
      ...{ id, version: 1, archived: false },
    }),
  );
  return [...here, ...coming].filter(({ archived }) => !archived);
}

/** The template of the article at the desk that it is from, where it is here, too; else the one that was named. */
export function templateFor({ templates, template }: Import, { exported }: Source): Template {
  const own = exported?.template && templates.find(({ id }) => id === exported.template?.id);
  if (own) return own;
  const called = exported?.template && named(templates, exported.template.name);
  const found = called ?? template;
  if (found) return found;
  const was = exported?.template ? `Its template ${quoted(exported.template.name)} is not here. ` : '';
  throw new ReadingError(`${was}Name one: --template (${namesOf(templates)}).`);
}

/** The template that was named; it must be where something to import has none of its own. */
export function templateOf(
  templates: readonly Template[],
  { sources }: Sources,
  written: string | undefined,
): Template | null {
  if (written !== undefined) {
    const found = templates.find(({ id }) => id === written) ?? named(templates, written);
    if (!found) throw new CommandError(`There is no template “${written}”: it is ${namesOf(templates)}.`);
    return found;
  }
  if (sources.some(({ exported }) => !exported?.template))
    throw new CommandError(`Name a template for the articles: --template (${namesOf(templates)}).`);
  return null;
}

function named(templates: readonly Template[], written: string): Template | undefined {
  const wanted = written.toLowerCase();
  return templates.find(({ name }) => languages.some((language) => name[language].toLowerCase() === wanted));
}

function namesOf(templates: readonly Template[]): string {
  return templates.map(({ name }) => name.en).join(', ');
}
