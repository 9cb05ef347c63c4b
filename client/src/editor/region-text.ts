// A region's text as a ProseMirror document, whether its editor is mounted or not. Nothing is written.
import { lineFragment, sectionFragment } from '@galley/shared/article/document.ts';
import { nodesOf } from '@galley/shared/article/read-article.ts';
import { isLine, type Region } from '@galley/shared/article/region.ts';
import { lineSchema, sectionSchema } from '@galley/shared/article/schema/schema.ts';
import type { Node, Schema } from '@tiptap/pm/model';
import type * as Y from 'yjs';
import type { RegionEditors } from './region-editors.ts';

/** The region's text; null where it does not fit the schema. */
export function textOfRegion(doc: Y.Doc, editors: RegionEditors, region: Region): Node | null {
  const editor = editors.of(region);
  if (editor) return editor.state.doc;
  return documentOf(fragmentOfRegion(doc, region), isLine(region) ? lineSchema : sectionSchema);
}

/** The part of the document that holds the region's text. */
export function fragmentOfRegion(doc: Y.Doc, region: Region): Y.XmlFragment {
  return isLine(region) ? lineFragment(doc, region) : sectionFragment(doc, region);
}

/** A section's fragment as a ProseMirror document; null where it does not fit the schema. */
export function sectionDocument(fragment: Y.XmlFragment): Node | null {
  return documentOf(fragment, sectionSchema);
}

function documentOf(fragment: Y.XmlFragment, schema: Schema): Node | null {
  try {
    return schema.nodeFromJSON({ type: 'doc', content: nodesOf(fragment) });
  } catch {
    return null;
  }
}
