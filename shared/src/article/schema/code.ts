// Code within a text: no other form goes with it, but comments may be about it.
import { Code as BaseCode } from '@tiptap/extension-code';

export const Code = BaseCode.extend({
  excludes: 'bold italic strike code subscript superscript link note',
});
