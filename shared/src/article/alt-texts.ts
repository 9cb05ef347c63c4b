// Whether an alternative text was written by a person, for readers who don't see the picture.

/**
 * Whether a program wrote the text: descriptions by Office and others ("A picture containing ...", "Ein Bild, das ... enthält"),
 * names of files and of cameras' pictures, and names of shapes.
 */
export function isAutomaticAlt(alt: string): boolean {
  const text = alt.replace(/\s+/g, ' ').trim();
  return automatic.some((form) => form.test(text));
}

/** Whether readers who don't see the picture get something from this text: it is neither empty nor a program's. */
export function saysSomething(alt: unknown): boolean {
  return typeof alt === 'string' && alt.trim() !== '' && !isAutomaticAlt(alt);
}

const pictureWords =
  'picture|image|close-up|close up|group|screenshot|photo|photograph|drawing|map|logo|diagram|graphic|person|man|woman';
const germanWords = 'Bild|Foto|Screenshot|Zeichnung|Karte|Grafik|Diagramm|Logo|Nahaufnahme|Person|Mann|Frau';

const automatic = [
  new RegExp(`^(?:an?|the) (?:${pictureWords})\\b.*\\b(?:containing|automatically generated)\\b`, 'i'),
  /(?:Description|Beschreibung) (?:automatically|automatisch) (?:generated|generiert)/i,
  /automatisch generierte Beschreibung/i,
  /(?:^|\s)(?:AI-generated content may be incorrect|KI-generierte Inhalte können fehlerhaft sein)\.?$/i,
  /^(?:May be an? |Kann (?:ein|eine|einen) .*\b(?:zeigen|sein|enthalten)\b)/i,
  new RegExp(`^(?:Das |Ein(?:e|en)? )(?:${germanWords})\\b.*\\benthält\\b`, 'i'),
  /^(?:Picture|Image|Photo|Graphic|Grafik|Bild|Foto|Abbildung|Object|Objekt|Shape|Form|Rahmen|Frame|graphics?|untitled|unbenannt|alt(?:ernativ)?[ -]?text)\s?\d*$/i,
  // A file's name, perhaps with blanks, and with a path or address before it.
  /^(?:[\w.-]+:\/\/|[a-z]:\\|file:)?.{0,200}\S\.(?:jpe?g|jpe|png|gif|webp|avif|tiff?|bmp|emf|wmf|svg|heic|heif|jxl)(?:[?#]\S*)?$/i,
  /^(?:IMG|DSC[NF]?|PXL|MVIMG|DCIM|WhatsApp Image|Screenshot|Screen Shot|Bildschirmfoto|Scan)[\s_-]?[\d_-][\w\s.:-]*$/i,
  // What is left of a file's name: digits, signs and hexadecimal ids.
  /^[\d\W_]+$/,
  /^[0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12}$/i,
];
