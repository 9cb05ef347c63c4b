// What is said of a text of which a machine made a part.
import type { MachineSourceType } from './picture-settings.ts';

interface MachineText {
  parts: readonly { letters: number; machine: number }[];
}

/** How much of the text a machine made, from 0 to 1, counted in letters and digits. */
export function machineShare({ parts }: MachineText): number {
  const letters = parts.reduce((sum, part) => sum + part.letters, 0);
  const machine = parts.reduce((sum, part) => sum + part.machine, 0);
  return letters === 0 ? 0 : machine / letters;
}

/** IPTC's term for it (cv.iptc.org/newscodes/digitalsourcetype). */
export function textSourceType(text: MachineText): MachineSourceType {
  return machineShare(text) === 1 ? 'trainedAlgorithmicMedia' : 'compositeWithTrainedAlgorithmicMedia';
}
