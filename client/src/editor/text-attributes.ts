// What a text is to browsers and screen readers, whatever editor stands behind it.
import type { Language } from '@galley/shared/language.ts';

interface TextAttributes {
  label: string;
  /** What typing does there, where that is not writing. */
  description?: string;
  multiline: boolean;
  language: Language;
  className: string | undefined;
  /** Nobody writes there: then the text does not take the keyboard by itself, and is given to it. */
  readOnly?: boolean;
}

/** The attributes of a text's element. */
export function textAttributes(text: TextAttributes): Record<string, string> {
  const { label, description, multiline, language, className, readOnly = false } = text;
  return {
    'aria-label': label,
    'aria-multiline': String(multiline),
    ...(description === undefined ? {} : { 'aria-description': description }),
    role: 'textbox',
    ...(readOnly ? { 'aria-readonly': 'true', tabindex: '0' } : {}),
    lang: language,
    spellcheck: 'true',
    ...(className === undefined ? {} : { class: className }),
  };
}
