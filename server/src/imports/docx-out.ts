// An article as a Word document, with Word's own styles, so that it can be worked on there and be imported again.
import type { ExportSource } from '@galley/shared/article/formats/exported.ts';
import { type Exported, exported, photoCredit } from '@galley/shared/article/formats/exported.ts';
import { bylineOf } from '@galley/shared/article/formats/line-kinds.ts';
import { cleanLine } from '@galley/shared/text/characters.ts';
import { Document, type FileChild, HeadingLevel, Packer, Paragraph, TextRun } from 'docx';
import { blocksParts, captionParts, type DocxPicture, pictureRun } from './docx-blocks.ts';
import { docxNumbering, docxStyles } from './docx-styles.ts';

export interface DocxSource extends Omit<ExportSource, 'pictureAddress'> {
  /** Where the desk is: what links of the desk's own lead to. */
  url: string;
  /** The pictures of the article by their ids; one that is not there leaves its words. */
  pictures: ReadonlyMap<string, DocxPicture>;
}

/** The bytes of the document. */
export async function writeDocx(source: DocxSource): Promise<Uint8Array> {
  const article = exported({ ...source, pictureAddress: (media) => media });
  const { headline, dek, byline, language, tags, sections } = article;
  const numbering = docxNumbering();
  const options = { ...source, numbering };
  const children: FileChild[] = [
    ...line(headline, { heading: HeadingLevel.TITLE }),
    ...line(dek, { style: 'Subtitle' }),
    ...line(byline, { style: 'Byline' }),
    ...leadParts(article, source.pictures),
    ...sections.flatMap(({ label, blocks }) => [
      ...line(label, { heading: HeadingLevel.HEADING_1 }),
      ...blocksParts(blocks, options),
    ]),
  ];
  const document = new Document({
    title: cleanLine(headline),
    creator: cleanLine(bylineOf(byline)),
    ...(tags.length > 0 ? { keywords: cleanLine(tags.join(', ')) } : {}),
    styles: docxStyles(language),
    numbering: numbering.options(),
    sections: [{ children }],
  });
  return await Packer.toBuffer(document);
}

function line(
  text: string,
  look: { heading: (typeof HeadingLevel)[keyof typeof HeadingLevel] } | { style: string },
): Paragraph[] {
  return text === '' ? [] : [new Paragraph({ ...look, children: [new TextRun(cleanLine(text))] })];
}

function leadParts({ lead, language }: Exported, pictures: DocxSource['pictures']): Paragraph[] {
  if (lead.media === '') return [];
  const credit = lead.credit === '' ? '' : `${photoCredit[language]}: ${lead.credit}`;
  const run = pictureRun(lead, pictures.get(lead.media));
  return [...(run ? [new Paragraph({ children: [run] })] : []), ...captionParts(lead.caption, credit)];
}
