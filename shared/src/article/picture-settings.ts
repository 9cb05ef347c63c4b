// How a picture is placed and what it is: its width, its crop, the point that a crop keeps, and whether a machine made it. What is
// not said is absent, so that articles of former times keep their hashes.
import { z } from 'zod';
import { creditNamesGenerator } from './formats/picture-generators.ts';

/** Beyond the column of the text; a picture without it is as wide as the column. */
const places = ['wide'] as const;

/** The shapes that a picture in the text can be cut to, as width to height. */
export const crops = ['16:9', '3:2', '1:1', '4:5'] as const;
export type Crop = (typeof crops)[number];

/** IPTC's terms for pictures that a machine made or had a part in. */
export const machineSourceTypes = [
  'trainedAlgorithmicMedia',
  'compositeWithTrainedAlgorithmicMedia',
] as const;
export type MachineSourceType = (typeof machineSourceTypes)[number];
/** `none`: a person says that no machine made the picture, whatever its credit may name. */
export const sourceTypes = [...machineSourceTypes, 'none'] as const;
export type SourceType = (typeof sourceTypes)[number];

/** A point of a picture in whole percent from its left and its top, as `30,20`. */
export const focusPattern = /^(?:100|[1-9]?\d),(?:100|[1-9]?\d)$/;

/** The settings of pictures in the text, each with its rule; null where nothing is said. */
export const pictureSettings = {
  width: (value: unknown) => places.some((one) => one === value),
  crop: (value: unknown) => crops.some((one) => one === value),
  focus: isFocus,
  sourceType: isSourceType,
} as const;
export type PictureSetting = keyof typeof pictureSettings;
/** The settings of a picture, in the text or at the head. */
export type PictureSettings = { [Name in PictureSetting]?: string | null | undefined };
/** All names of settings. */
export const pictureSettingNames = Object.keys(pictureSettings) as PictureSetting[];

/** Those of the lead image, whose place and shape are the page's affair. */
export const leadSettingNames = ['focus', 'sourceType'] as const satisfies readonly PictureSetting[];
export const leadSettingsSchema = z.object({
  focus: z.string().regex(focusPattern).optional(),
  sourceType: z.enum(sourceTypes).optional(),
});

/** Whether it is a focal point as attributes have it: `x,y` in percent. */
export function isFocus(value: unknown): value is string {
  return typeof value === 'string' && focusPattern.test(value);
}

/** Whether it names a known origin of a picture. */
export function isSourceType(value: unknown): value is SourceType {
  return sourceTypes.some((one) => one === value);
}

/** The point in percent; the middle where nothing is said. */
export function focusPoint(focus: unknown): { x: number; y: number } {
  if (!isFocus(focus)) return { x: 50, y: 50 };
  const [x = 50, y = 50] = focus.split(',').map(Number);
  return { x, y };
}

/** The point as it is kept, within the picture; null for the middle, which is what nothing said means. */
export function focusAt(x: number, y: number): string | null {
  const [left, top] = [x, y].map((part) => Math.round(Math.min(100, Math.max(0, part))));
  return left === 50 && top === 50 ? null : `${left},${top}`;
}

/** The settings that attributes or data say, without those that are none. */
export function settingsIn(said: (name: PictureSetting) => unknown): Partial<Record<PictureSetting, string>> {
  const found: Partial<Record<PictureSetting, string>> = {};
  for (const name of pictureSettingNames) {
    const value = said(name);
    if (typeof value === 'string' && pictureSettings[name](value)) found[name] = value;
  }
  return found;
}

/** The data attribute that says a setting in HTML. */
export function dataOf(name: PictureSetting): string {
  return name === 'sourceType' ? 'data-source-type' : `data-${name}`;
}

/**
 * How a machine took part in a picture: as a person has said or, where nobody has, as its file says or by the name of a program in
 * its credit. Null where it did not.
 */
export function machineMade(
  { sourceType, credit }: { credit?: unknown; sourceType?: unknown },
  file: { sourceType?: MachineSourceType | undefined } | undefined,
): MachineSourceType | null {
  if (sourceType === 'none') return null;
  const said = machineSourceTypes.find((one) => one === sourceType);
  if (said !== undefined) return said;
  if (file?.sourceType !== undefined) return file.sourceType;
  return typeof credit === 'string' && creditNamesGenerator(credit) ? 'trainedAlgorithmicMedia' : null;
}

/** The address of IPTC's term. */
export function sourceTypeAddress(type: MachineSourceType): string {
  return `http://cv.iptc.org/newscodes/digitalsourcetype/${type}`;
}

/** What schema.org's names of the terms end in. */
const suffix = 'digitalsource';

/** The term that an address or a name means, of IPTC's list or schema.org's; null for what no machine is named in. */
export function sourceTypeIn(value: string | null | undefined): MachineSourceType | null {
  // Addresses of terms are short, and strangers' files say what they like.
  if (!value || value.length > 100) return null;
  const said = value.trim().toLowerCase();
  const last = said.split(/[/:#]/).at(-1) ?? '';
  const name = last.endsWith(suffix) ? last.slice(0, -suffix.length) : last;
  return machineSourceTypes.find((type) => type.toLowerCase() === name) ?? null;
}
