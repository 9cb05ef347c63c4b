// Links, to allowed addresses only: anything else is no link, wherever it comes from.
import { Link as TiptapLink } from '@tiptap/extension-link';
import { isSafeLink, linkTarget } from './attributes.ts';
import type { ParsedElement } from './parsed-element.ts';

export const Link = TiptapLink.extend({
  // What is typed behind a link is not part of it.
  inclusive: false,
  addAttributes() {
    return {
      href: {
        default: null,
        validate: linkTarget,
        parseHTML: (element: ParsedElement) => element.getAttribute('href'),
      },
    };
  },
}).configure({
  openOnClick: false,
  autolink: true,
  linkOnPaste: true,
  defaultProtocol: 'https',
  isAllowedUri: (address) => isSafeLink(address),
  // linkifyjs 4.4.0 takes closing quotes into the address; a person links such a one by hand.
  shouldAutoLink: (address) => !/[“”‘’«»‹›]$/.test(address),
  HTMLAttributes: { rel: 'noopener', target: null, class: null },
});
