// The language of a page that no article decides: of those in which the site speaks, the one that the reader prefers.
import { type Language, languages } from '@galley/shared/language.ts';
import type { Request } from 'express';

export function languageOf(request: Request): Language {
  const accepted = request.acceptsLanguages(...languages);
  return languages.find((language) => language === accepted) ?? 'en';
}
