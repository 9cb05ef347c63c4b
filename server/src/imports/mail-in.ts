// E-mails as they were sent (RFC 5322, MIME): their text or HTML is read as any other, their pictures come with it.
import { uploadTypes } from '@galley/shared/api/media.ts';
import { type Found, type FoundFile, joinedLosses, line } from '@galley/shared/article/formats/found.ts';
import { textNode } from '@galley/shared/article/formats/inline.ts';
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
  const mail = await PostalMime.parse(bytes, { attachmentEncoding: 'base64' });
  const { html, inline } = htmlOf(mail);
  const body = html !== null ? readers.html(html) : readers.text(mail.text ?? '');
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
    shown = shown.replaceAll(address, `data:${mimeType};base64,${content.replace(/\s/g, '')}`);
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
