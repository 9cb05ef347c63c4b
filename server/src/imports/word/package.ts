// The parts of a Word document and how they refer to each other: ISO/IEC 29500-2 (Open Packaging Conventions).
import { type Archive, ArchiveError } from './archive.ts';
import { child, elements, parseXml, type XmlElement } from './xml.ts';

export interface Relationship {
  /** The last word of its type, as `image`. */
  type: string;
  /** The name of a part, or an address where it is `external`. */
  target: string;
  external: boolean;
}

/** A part with what it refers to, by the ids in its text. */
export interface Part {
  name: string;
  root: XmlElement;
  relationships: ReadonlyMap<string, Relationship>;
}

export interface Package {
  main: Part;
  /** The part that the main one refers to in this role, null where there is none. */
  related(type: string): Promise<Part | null>;
  part(name: string): Promise<Part | null>;
  bytes(name: string): Promise<Buffer | null>;
  names: ReadonlySet<string>;
}

/** Opens the document in an archive. Throws an `ArchiveError`, also where there is none in it. */
export async function openPackage(archive: Archive): Promise<Package> {
  const root = await relationshipsOf(archive, '');
  const said = [...root.values()].find(
    ({ type, external }) => type === 'officeDocument' && !external,
  )?.target;
  const mainName = [said, 'word/document.xml'].find((name) => name !== undefined && archive.names.has(name));
  const main = mainName === undefined ? null : await partOf(archive, mainName);
  if (!main || !child(main.root, 'w:body'))
    throw new ArchiveError('wrong-kind', 'There is no document in it.');
  return {
    main,
    names: archive.names,
    bytes: (name) => archive.read(name),
    part: (name) => partOf(archive, name),
    related: async (type) => {
      const found = [...main.relationships.values()].find((one) => one.type === type && !one.external);
      return await partOf(archive, found?.target ?? `word/${type}.xml`);
    },
  };
}

async function partOf(archive: Archive, name: string): Promise<Part | null> {
  const bytes = await archive.read(name);
  if (!bytes) return null;
  return { name, root: parseXml(bytes), relationships: await relationshipsOf(archive, name) };
}

async function relationshipsOf(archive: Archive, name: string): Promise<Map<string, Relationship>> {
  const slash = name.lastIndexOf('/') + 1;
  const folder = name.slice(0, slash);
  const bytes = await archive.read(`${folder}_rels/${name.slice(slash)}.rels`);
  const relationships = new Map<string, Relationship>();
  for (const { attributes } of bytes ? elements(parseXml(bytes), 'Relationship') : []) {
    const { Id = '', Type = '', Target = '', TargetMode } = attributes;
    const external = TargetMode === 'External';
    const type = Type.slice(Type.lastIndexOf('/') + 1);
    relationships.set(Id, { type, external, target: external ? Target : resolved(folder, Target) });
  }
  return relationships;
}

/** The name of the part that a target means: it counts from the folder, or from the root. */
function resolved(folder: string, target: string): string {
  const path: string[] = [];
  for (const step of `${target.startsWith('/') ? '' : folder}${target}`.split('/')) {
    if (step === '..') path.pop();
    else if (step !== '' && step !== '.') path.push(step);
  }
  return path.join('/');
}
