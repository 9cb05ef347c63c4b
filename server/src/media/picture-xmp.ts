// What a picture that leaves the desk says of itself: who made it, for whom, whose it is, and how a machine took part, as an XMP
// packet in its file by IPTC's names. Other notes of its file, and the place where it was taken, are never written into one.
import type { PictureNotes } from '@galley/shared/api/picture-notes.ts';
import { sourceTypeAddress } from '@galley/shared/article/picture-settings.ts';
import { html, type Part } from '@galley/shared/html/html.ts';

/**
 * The packet of a picture whose file has these notes; null where they say nothing of it. The same notes make the same packet. How a
 * machine took part stands in it only as the file itself names it: what a credit lets guess can be said otherwise at the desk later.
 */
export function xmpOf(notes: PictureNotes): string | null {
  const { creator, credit, source, copyright, sourceType } = notes;
  const parts: Part[] = [
    creator && html`<dc:creator><rdf:Seq><rdf:li>${creator}</rdf:li></rdf:Seq></dc:creator>`,
    copyright &&
      html`<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">${copyright}</rdf:li></rdf:Alt></dc:rights>`,
    credit && html`<photoshop:Credit>${credit}</photoshop:Credit>`,
    source && html`<photoshop:Source>${source}</photoshop:Source>`,
    sourceType &&
      html`<Iptc4xmpExt:DigitalSourceType>${sourceTypeAddress(sourceType)}</Iptc4xmpExt:DigitalSourceType>`,
  ];
  const said = parts.filter(Boolean);
  if (said.length === 0) return null;
  return String(
    html`<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">${said}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>`,
  );
}
