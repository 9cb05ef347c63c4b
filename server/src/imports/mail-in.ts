// E-mails as they were sent (RFC 5322, MIME): their text or HTML is read as any other, their pictures come with it.
import { type Found, type FoundFile, joinedLosses, line } from '@galley/shared/article/formats/found.ts';
import { textNode } from '@galley/shared/article/formats/inline.ts';
import { uploadTypes } from '@galley/shared/article/picture-files.ts';
import PostalMime, { type Email } from 'postal-mime';

export interface MailReaders {
  text(text: string): FoundFile;
  html(html: string): FoundFile;
}

/** Whether a text begins with the header lines of an e-mail. */
export function isMail(text: string): boolean {
  const [head = ''] = text.replace(/^\ufeff?\s*/, '').split(/\r?\n\r?\n/, 1);
  const names = head
    .split(/\r?\n/)
    .flatMap((one) =>
      /^\s/.test(one) ? [] : [/^([A-Za-z][A-Za-z-]*):(?:\s|$)/.exec(one)?.[1]?.toLowerCase()],
    );
  if (names.includes(undefined)) return false;
  const others = ['subject', 'date', 'to', 'message-id', 'mime-version', 'received'];
  return names.includes('from') && others.filter((name) => names.includes(name)).length >= 2;
}

/** What is found in an e-mail. Its subject and its sender are shown above the text and left out at first. */
export async function readMail(bytes: Uint8Array, readers: MailReaders): Promise<FoundFile> {
  const { message, flow } = withFixedLines(Buffer.from(bytes).toString('latin1'));
  const mail = await PostalMime.parse(Buffer.from(message, 'latin1'), { attachmentEncoding: 'base64' });
  const { html, inline } = htmlOf(mail);
  const text = mail.text ?? '';
  const body = html !== null ? readers.html(html) : readers.text(flow ? joinedFlow(text, flow) : text);
  const found: Found[] = [];
  let files = 0;
  const names: string[] = [];
  for (const attachment of mail.attachments) {
    if (inline.has(attachment)) continue;
    const { mimeType, content, filename } = attachment;
    if (typeof content === 'string' && uploadTypes.some((type) => type === mimeType)) {
      found.push({
        type: 'picture',
        mime: mimeType,
        data: content,
        remote: null,
        alt: '',
        caption: '',
        credit: '',
      });
    } else {
      files += 1;
      if (filename) names.push(filename);
    }
  }
  const date =
    mail.date && !Number.isNaN(new Date(mail.date).getTime()) ? new Date(mail.date).toISOString() : null;
  return {
    found: [...headLines(mail), ...body.found, ...found],
    facts: { ...(date === null ? {} : { published: date }), ...body.facts },
    lost: joinedLosses([...body.lost, { what: 'attachments', count: files, words: names }]),
  };
}

/**
 * The message with each part's `format=flowed` taken back, and whether one had it: postal-mime 4.0.0 joins the lines of
 * quoted paragraphs with their quote marks in between, so the lines are joined here.
 */
function withFixedLines(message: string): { message: string; flow: { deleteSpace: boolean } | null } {
  let flow: { deleteSpace: boolean } | null = null;
  // A part's header begins the message or follows a boundary, and ends with an empty line.
  const fixed = message.replace(/(^|\r?\n--[^\r\n]*\r?\n)((?:[^\r\n]+\r?\n)+)/g, (whole, before, header) => {
    const type = /^content-type:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*/im.exec(header)?.[0] ?? '';
    if (!/;\s*format="?flowed"?/i.test(type)) return whole;
    flow = { deleteSpace: /;\s*delsp="?yes"?/i.test(type) };
    // By a function: `$` in a header is a sign as any other.
    return `${before}${header.replace(type, () => type.replace(/(format="?)flowed/i, '$1fixed'))}`;
  });
  return { message: fixed, flow };
}

/** Flowed text with its soft line breaks taken back, a paragraph of quotes with its marks once (RFC 3676, 4). */
function joinedFlow(text: string, { deleteSpace }: { deleteSpace: boolean }): string {
  const joined: { quotes: string; words: string; goesOn: boolean }[] = [];
  for (const row of text.split(/\r?\n/)) {
    const quotes = /^>*/.exec(row)?.[0] ?? '';
    const words = row.slice(quotes.length).replace(/^ /, '');
    const isSignatureLine = words === '-- ';
    const goesOn = words.endsWith(' ') && !isSignatureLine;
    const kept = goesOn && deleteSpace ? words.slice(0, -1) : words;
    const before = joined.at(-1);
    if (before?.goesOn && before.quotes === quotes && !isSignatureLine) {
      before.words += kept;
      before.goesOn = goesOn;
    } else joined.push({ quotes, words: kept, goesOn });
  }
  return joined.map(({ quotes, words }) => (quotes ? `${quotes} ${words}` : words)).join('\n');
}

/** The HTML with the pictures that it shows of those attached, and which those are. */
function htmlOf({ html, attachments }: Email): {
  html: string | null;
  inline: Set<Email['attachments'][number]>;
} {
  const inline = new Set<Email['attachments'][number]>();
  if (!html) return { html: null, inline };
  let shown = html;
  for (const attachment of attachments) {
    const { contentId, mimeType, content } = attachment;
    const address = `cid:${contentId?.replace(/^<|>$/g, '') ?? ''}`;
    if (address === 'cid:' || typeof content !== 'string' || !shown.includes(address)) continue;
    const data = `data:${mimeType};base64,${content.replace(/\s/g, '')}`;
    shown = shown.replaceAll(address, () => data);
    inline.add(attachment);
  }
  return { html: shown, inline };
}

function headLines({ subject, from }: Email): Found[] {
  const sender =
    from && 'address' in from
      ? [from.name, from.address && `<${from.address}>`].filter(Boolean).join(' ')
      : '';
  return [subject ?? '', sender]
    .filter((text) => text.trim() !== '')
    .map((text) => ({ ...line({ is: 'plain' }, [textNode(text)]), leftOut: 'header-footer' }));
}
