// From notifications to an e-mail: text and HTML in the reader's language, by article, each with a link to its place. No
// word of an article is in it beyond its headline and what was said in a comment.
import type { NotificationKind } from '@galley/shared/api/notifications.ts';
import { type Html, html } from '@galley/shared/html/html.ts';
import type { ArticleId, UserId } from '@galley/shared/ids.ts';
import type { Language } from '@galley/shared/language.ts';
import { cleanName, cleanText } from '@galley/shared/text/characters.ts';
import { emailWords } from './email-words.ts';

/** One thing to tell. */
export interface Notice {
  kind: NotificationKind;
  article: ArticleId;
  headline: string;
  /** Of several articles at once: how many, and the headlines of the first. */
  several: { count: number; headlines: readonly string[] } | null;
  /** The name of who did it. */
  by: string;
  /** What was said, with names for ids. */
  text: string;
}

export interface EmailInput {
  /** Who reads it. */
  user: UserId;
  name: string;
  language: Language;
  siteName: string;
  /** Where people reach the desk. */
  url: string;
  notices: readonly Notice[];
}

const maxHeadline = 120;

/** What belongs together under one heading: what happened to an article, or to several at once. */
interface Group {
  title: string;
  /** Where its link leads. */
  address: string;
  notices: readonly Notice[];
}

/** The e-mail; `notices` are in the order in which they happened, at least one. */
export function emailOf({ user, name, language, siteName, url, notices }: EmailInput) {
  const words = emailWords[language];
  const titleOf = ({ headline }: Pick<Notice, 'headline'>) => shortened(headline.trim() || words.untitled);
  const groups = [...Map.groupBy(notices, (notice) => (notice.several ? notice : notice.article))].map(
    ([about, ones]): Group => {
      const several = typeof about === 'string' ? null : about.several;
      const title = several ? words.articles(several.count) : titleOf(ones[0] ?? { headline: '' });
      const address =
        typeof about === 'string' ? `${url}/desk/articles/${about}` : `${url}/desk?assignee=${user}`;
      return { title, address, notices: ones };
    },
  );
  const [first] = notices;
  const [group] = groups;
  if (!first || !group) throw new Error('An e-mail needs a notice.');
  const articles = groups.reduce((sum, { notices: ones }) => sum + (ones[0]?.several?.count ?? 1), 0);
  const subject =
    notices.length > 1
      ? words.many(notices.length, group.title, articles)
      : first.several
        ? words.assigned(first.by, first.several.count)
        : words.kinds[first.kind](first.by, group.title);
  const profile = `${url}/desk/profile`;
  const sentenceOf = ({ kind, by, several }: Notice) =>
    several ? words.assigned(by, several.count) : words.below[kind](by);
  const linesOf = ({ text, several }: Notice) => {
    if (!several) return text === '' ? [] : text.split('\n');
    const left = several.count - several.headlines.length;
    return [
      ...several.headlines.map((headline) => titleOf({ headline })),
      ...(left > 0 ? [words.more(left)] : []),
    ];
  };

  const text = [
    words.greeting(name),
    ...groups.map(({ title, address, notices: ones }) =>
      [
        title,
        ...ones.flatMap((one) => [`- ${sentenceOf(one)}`, ...linesOf(one).map((line) => `  > ${line}`)]),
        address,
      ].join('\n'),
    ),
    `-- \n${words.why(siteName)}\n${words.change}: ${profile}`,
  ].join('\n\n');

  const written = html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"></head>
<body style="margin:0 auto;max-width:560px;padding:24px 16px;font:16px/1.5 system-ui,sans-serif">
<p>${words.greeting(name)}</p>
${groups.map(groupHtml)}
<p style="margin-top:32px;padding-top:12px;border-top:1px solid #888;font-size:13px">
${words.why(siteName)} <a href="${profile}">${words.change}</a></p>
</body></html>`;
  return { subject: cleanName(subject), text: cleanText(text), html: written.toString() };

  function groupHtml({ title, address, notices: ones }: Group): Html {
    const isOne = ones.every(({ several }) => several === null);
    return html`<h2 style="margin:24px 0 8px;font:600 20px/1.3 Georgia,serif">${title}</h2>
${ones.map((one) => noticeHtml(sentenceOf(one), linesOf(one).join('\n')))}
<p><a href="${address}">${isOne ? words.open : words.openDesk}</a></p>
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
