// The row of a picture in the library: what follows from what its file and people say.
import type { ProposedFacts } from '@galley/shared/api/media.ts';
import { type PictureNotes, pictureNotesSchema, proposedCredit } from '@galley/shared/api/picture-notes.ts';
import { type Picture, pictureFactLimits, pictureFacts } from '@galley/shared/api/pictures.ts';
import { saysSomething } from '@galley/shared/article/alt-texts.ts';
import { licenceState } from '@galley/shared/article/licences.ts';
import {
  isSourceType,
  type MachineSourceType,
  machineMade,
  machineSourceTypes,
} from '@galley/shared/article/picture-settings.ts';
import type { Selectable } from 'kysely';
import { joinedTerms, termsOf } from '../storage/search-terms.ts';
import type { PictureTable } from '../storage/tables/media.ts';

type Row = Selectable<PictureTable>;

/** The row of a new picture: until somebody says otherwise, what its file says holds. */
export function newPictureRow(
  file: Pick<
    Row,
    'id' | 'mime' | 'width' | 'height' | 'size' | 'fileName' | 'uploadedBy' | 'createdAt' | 'listed'
  >,
  notes: PictureNotes,
): Row {
  const { caption = '', alt = '', source = '', copyright = '', usageTerms = '', sourceType = null } = notes;
  const said = { caption, source, copyright, usageTerms, credit: proposedCredit(notes) };
  const texts = { ...said, alt: saysSomething(alt) ? alt : '' };
  for (const fact of pictureFacts) texts[fact] = texts[fact].slice(0, pictureFactLimits[fact]);
  const row = { ...file, ...texts, sourceType: null, fileSourceType: sourceType };
  return {
    ...row,
    ...{ machineMade: machineMadeBy(row), licenceEnd: null, focus: null, tracked: 1, version: 1 },
    ...{ changedBy: null, changedAt: null, deletedAt: null },
  };
}

/** What a picture's file says of it, as it is kept. */
export function notesOf(json: string | null): PictureNotes {
  return json === null ? {} : pictureNotesSchema.parse(JSON.parse(json));
}

/** How a machine took part in it, by people's word, its file or its credit. */
export function machineMadeBy(
  row: Pick<Row, 'sourceType' | 'fileSourceType' | 'credit'>,
): MachineSourceType | null {
  return machineMade(row, { sourceType: machineSourceTypes.find((one) => one === row.fileSourceType) });
}

/** How a machine took part in it, as the library says or else its file; undefined where neither does. */
export function saidSourceType(
  row: Pick<Row, 'sourceType' | 'fileSourceType'>,
): MachineSourceType | undefined {
  return machineSourceTypes.find((one) => one === (row.sourceType ?? row.fileSourceType));
}

/** What is copied to where the picture is used anew. */
export function proposedBy({ caption, credit, alt, sourceType, focus }: Row): ProposedFacts {
  return { caption, credit, alt, sourceType: isSourceType(sourceType) ? sourceType : null, focus };
}

/** By which words it is found, in both languages of the desk. */
export function pictureTerms(row: Pick<Row, 'caption' | 'credit' | 'alt' | 'source' | 'fileName'>): string[] {
  const { caption, credit, alt, source } = row;
  // Names of files stand for words with underscores and dots between them.
  const fileName = `${row.fileName}\n${row.fileName.replace(/[_.]+/g, ' ')}`;
  const text = [caption, credit, alt, source, fileName].join('\n');
  return joinedTerms([termsOf(text, 'de'), termsOf(text, 'en')]);
}

/** The row as the interface speaks of it on this day. */
export function pictureOf(row: Row, uses: number, today: string): Picture {
  const { listed: _listed, tracked: _tracked, version: _version, deletedAt: _deletedAt, ...facts } = row;
  return {
    ...facts,
    sourceType: isSourceType(row.sourceType) ? row.sourceType : null,
    fileSourceType: machineSourceTypes.find((one) => one === row.fileSourceType) ?? null,
    machineMade: machineSourceTypes.find((one) => one === row.machineMade) ?? null,
    licence: licenceState(row.licenceEnd, today),
    uses,
  };
}
