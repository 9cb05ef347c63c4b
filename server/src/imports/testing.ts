// Files for tests of imports: Word documents as people write them, and ZIP files as nobody should.
import { crc32, deflateRawSync } from 'node:zlib';
import { Document, type FileChild, Packer } from 'docx';

/** A Word document of these paragraphs. */
export async function wordFile(...children: FileChild[]): Promise<Buffer> {
  return Buffer.from(await Packer.toBuffer(new Document({ sections: [{ children }] })));
}

interface Entry {
  name: string;
  data: string | Buffer;
  /** What the file says that the entry unfolds to, if that is a lie. */
  claims?: number;
  /** The name that the entry itself bears, if the directory lies. */
  localName?: string;
  /** The general purpose flags; 1 is encryption. */
  flags?: number;
}

/** A ZIP file by hand, which may lie about itself. */
export function zipOf(...entries: Entry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, localName = name, data, claims, flags = 0 } of entries) {
    const bytes = Buffer.from(data);
    const packed = deflateRawSync(bytes, { level: 1 });
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(flags, 2);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(bytes), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(claims ?? bytes.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const line = Buffer.alloc(46);
    line.write('PK\x01\x02', 'latin1');
    fields.copy(line, 6);
    line.writeUInt32LE(at, 42);
    directory.push(line, Buffer.from(name));
    const localFields = Buffer.from(fields);
    localFields.writeUInt16LE(localName.length, 22);
    const local = [Buffer.from('PK\x03\x04', 'latin1'), localFields, Buffer.from(localName), packed];
    parts.push(...local);
    at += local.reduce((sum, part) => sum + part.length, 0);
  }
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(
    directory.reduce((sum, part) => sum + part.length, 0),
    12,
  );
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, ...directory, end]);
}

/** The ZIP file, whose end says that it has this number of entries. */
export function announcing(zip: Buffer, entries: number): Buffer {
  const copy = Buffer.from(zip);
  copy.writeUInt16LE(entries, copy.length - 14);
  copy.writeUInt16LE(entries, copy.length - 12);
  return copy;
}

/** The parts of a Word document with this as its main one. */
export function docxEntries(document: string | Buffer, claims?: number): Entry[] {
  return [
    {
      name: '[Content_Types].xml',
      data: `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    },
    {
      name: '_rels/.rels',
      data: `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    },
    { name: 'word/document.xml', data: document, ...(claims === undefined ? {} : { claims }) },
  ];
}

/** The main part of a Word document whose body is this XML. */
export function documentXml(body: string): string {
  return `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`;
}
