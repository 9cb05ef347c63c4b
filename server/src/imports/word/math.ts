// Equations as text, as one would type them: `a/(b+1)`, `√(x)`. ISO/IEC 29500-1, 22.1.
import type { NodeJson } from '@galley/shared/article/content.ts';
import { inlineText, textNode } from '@galley/shared/article/formats/inline.ts';
import { child, elements, textIn, type XmlElement } from './xml.ts';

export interface MathText {
  nodes: NodeJson[];
  /** Whether its look said more than its text does now. */
  flattened: boolean;
}

/** The text of an `m:oMath` or of any element within one. */
export function readMath(element: XmlElement): MathText {
  let flattened = false;

  const all = (of: XmlElement | undefined): NodeJson[] => elements(of).flatMap(one);
  const part = (of: XmlElement, name: string) => all(child(of, name));
  const mark = (nodes: NodeJson[], type: 'superscript' | 'subscript'): NodeJson[] =>
    nodes.length === 0 ? [] : [textNode(inlineText(nodes), [{ type }])];
  /** In brackets where it is more than a number or a name. */
  const whole = (nodes: NodeJson[]): NodeJson[] =>
    /^[\p{L}\p{N}.,]*$/u.test(inlineText(nodes)) ? nodes : [textNode('('), ...nodes, textNode(')')];
  const says = (of: XmlElement, properties: string, name: string, otherwise: string) =>
    child(child(of, properties), name)?.attributes['m:val'] ?? otherwise;

  const one = (of: XmlElement): NodeJson[] => {
    switch (of.name) {
      case 'm:t':
      case 'w:t':
        return [textNode(textIn(of))];
      case 'm:sSup':
        return [...part(of, 'm:e'), ...mark(part(of, 'm:sup'), 'superscript')];
      case 'm:sSub':
        return [...part(of, 'm:e'), ...mark(part(of, 'm:sub'), 'subscript')];
      case 'm:sSubSup':
        flattened = true;
        return [
          ...part(of, 'm:e'),
          ...mark(part(of, 'm:sub'), 'subscript'),
          ...mark(part(of, 'm:sup'), 'superscript'),
        ];
      case 'm:f':
        flattened = true;
        return [...whole(part(of, 'm:num')), textNode('/'), ...whole(part(of, 'm:den'))];
      case 'm:rad':
        flattened = true;
        return [...mark(part(of, 'm:deg'), 'superscript'), textNode('√('), ...part(of, 'm:e'), textNode(')')];
      case 'm:d': {
        const [begin, separator, end] = [
          says(of, 'm:dPr', 'm:begChr', '('),
          says(of, 'm:dPr', 'm:sepChr', '|'),
          says(of, 'm:dPr', 'm:endChr', ')'),
        ];
        const parts = elements(of, 'm:e').map(all);
        return [
          textNode(begin),
          ...parts.flatMap((nodes, index) => (index === 0 ? nodes : [textNode(separator), ...nodes])),
          textNode(end),
        ];
      }
      case 'm:nary':
        flattened = true;
        return [
          textNode(says(of, 'm:naryPr', 'm:chr', '∫')),
          ...mark(part(of, 'm:sub'), 'subscript'),
          ...mark(part(of, 'm:sup'), 'superscript'),
          textNode(' '),
          ...part(of, 'm:e'),
        ];
      case 'm:mr':
        flattened = true;
        return [...elements(of, 'm:e').flatMap((cell) => [...all(cell), textNode(' ')]), textNode('; ')];
      default:
        return /Pr$/.test(of.name) ? [] : all(of);
    }
  };

  const nodes = one(element);
  return { nodes, flattened };
}
