// Program text, shown as it is.
import { CodeBlock as TiptapCodeBlock } from '@tiptap/extension-code-block';
import { nullable, text } from './attributes.ts';
import type { ParsedElement } from './parsed-element.ts';

const languageClass = 'language-';

export const CodeBlock = TiptapCodeBlock.extend({
  addAttributes() {
    return {
      language: {
        default: null,
        rendered: false,
        validate: nullable(text(40)),
        parseHTML: (element: ParsedElement) => {
          const names = [...(element.firstElementChild?.classList ?? [])];
          return names.find((name) => name.startsWith(languageClass))?.slice(languageClass.length) ?? null;
        },
      },
    };
  },
});
