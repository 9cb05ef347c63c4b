// From notifications to an e-mail: text and HTML in the reader's language, by article, each with a link to its place. No
// word of an article is in it beyond its headline and what was said in a comment.
import type { NotificationKind } from '@galley/shared/api/notifications.ts';
import { type Html, html } from '@galley/shared/html/html.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import type { Language } from '@galley/shared/language.ts';
import { cleanName, cleanText } from '@galley/shared/text/characters.ts';
import { emailWords } from './email-words.ts';

/** One thing to tell. */
export interface Notice {
  kind: NotificationKind;
  article: ArticleId;
  headline: string;
  /** The name of who did it. */
  by: string;
  /** What was said, with names for ids. */
  text: string;
}

export interface EmailInput {
  name: string;
  language: Language;
  siteName: string;
  /** Where people reach the desk. */
  url: string;
  notices: readonly Notice[];
}

const maxHeadline = 120;

/** The e-mail; `notices` are in the order in which they happened, at least one. */
export function emailOf({ name, language, siteName, url, notices }: EmailInput) {
  const words = emailWords[language];
  const titleOf = ({ headline }: Notice) => shortened(headline.trim() || words.untitled);
  const articles = [...Map.groupBy(notices, ({ article }) => article)];
  const [first] = notices;
  if (!first) throw new Error('An e-mail needs a notice.');
  const subject =
    notices.length === 1
      ? words.kinds[first.kind](first.by, titleOf(first))
      : words.many(notices.length, titleOf(first), articles.length);
  const profile = `${url}/desk/profile`;

  const text = [
    words.greeting(name),
    ...articles.map(([article, ones]) =>
      [
        titleOf(ones[0] ?? first),
        ...ones.flatMap((one) => [
          `- ${words.below[one.kind](one.by)}`,
          ...(one.text === '' ? [] : one.text.split('\n').map((line) => `  > ${line}`)),
        ]),
        `${url}/desk/articles/${article}`,
      ].join('\n'),
    ),
    `-- \n${words.why(siteName)}\n${words.change}: ${profile}`,
  ].join('\n\n');

  const written = html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"></head>
<body style="margin:0 auto;max-width:560px;padding:24px 16px;font:16px/1.5 system-ui,sans-serif">
<p>${words.greeting(name)}</p>
${articles.map(([article, ones]) => articleHtml(article, titleOf(ones[0] ?? first), ones))}
<p style="margin-top:32px;padding-top:12px;border-top:1px solid #888;font-size:13px">
${words.why(siteName)} <a href="${profile}">${words.change}</a></p>
</body></html>`;
  return { subject: cleanName(subject), text: cleanText(text), html: written.toString() };

  function articleHtml(article: ArticleId, title: string, ones: readonly Notice[]): Html {
    return html`<h2 style="margin:24px 0 8px;font:600 20px/1.3 Georgia,serif">${title}</h2>
${ones.map((one) => noticeHtml(words.below[one.kind](one.by), one.text))}
<p><a href="${url}/desk/articles/${article}">${words.open}</a></p>
`;
  }
}

function noticeHtml(sentence: string, said: string): Html {
  const quote =
    said !== '' &&
    html`<blockquote style="margin:4px 0 12px;padding-left:12px;border-left:3px solid #888;white-space:pre-wrap">${said}</blockquote>`;
  return html`<p style="margin:8px 0">${sentence}</p>${quote}`;
}

function shortened(headline: string): string {
  return headline.length > maxHeadline ? `${headline.slice(0, maxHeadline)}…` : headline;
}
