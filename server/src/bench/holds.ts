// What holds the server's event loop, and for how long at once: meanwhile nobody's keys are handled. The acts on a long article, each
// with its longest stretch.
import { setTimeout as pause } from 'node:timers/promises';
import { exportFormats } from '@galley/shared/api/exports.ts';
import type { ArticleContent } from '@galley/shared/article/content.ts';
import { sectionFragment } from '@galley/shared/article/document.ts';
import { paragraph } from '@galley/shared/article/new-content.ts';
import { presentSections } from '@galley/shared/article/outline.ts';
import { elementOf } from '@galley/shared/article/read-article.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { sectionHash } from '@galley/shared/review/approvals.ts';
import * as Y from 'yjs';
import { type Client, openGalley } from './clients.ts';
import { type Figure, type Measured, medianOf } from './figures.ts';
import { type Galley, startGalley } from './galley.ts';
import { articleOf, paragraphTexts, type Random, seeded, sentences } from './texts.ts';

const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const words = 10_000;
/** How many edits, in different places, the articles have behind them. */
const edits = 5000;
const pasted = 300;

/** An article of a round: nobody else has it open. */
interface Subject {
  galley: Galley;
  article: ArticleId;
  random: Random;
  open(): Promise<Client>;
}

interface Act {
  name: string;
  /** What it needs, made before anything is measured. */
  prepare?(subject: Subject): Promise<unknown>;
  run(subject: Subject, prepared: unknown): Promise<unknown>;
}

const asked = (name: string, path: string): Act => ({
  name,
  run: async ({ galley, article }) => {
    const answer = await fetch(`${galley.url}/api/articles/${article}/${path}`, {
      headers: { cookie: galley.cookie },
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    await answer.arrayBuffer();
  },
});

/** Sends a body that is made of the article as it stands. */
const sent = (name: string, path: string, body?: (content: ArticleContent) => unknown): Act => ({
  name,
  prepare: async ({ galley, article }) => {
    const now = await galley.ask('GET', `/api/articles/${article}/moments/now`);
    return body?.((now as { content: ArticleContent }).content);
  },
  run: ({ galley, article }, prepared) => galley.ask('POST', `/api/articles/${article}/${path}`, prepared),
});

const written = (name: string, edit: (doc: Y.Doc, random: Random) => void): Act => ({
  name,
  run: async ({ open, random }) => {
    const client = await open();
    const answered = acknowledged(client);
    client.doc.transact(() => edit(client.doc, random));
    await answered;
    client.close();
  },
});

const acts: readonly Act[] = [
  { name: 'it is opened', run: async ({ open }) => (await open()).close() },
  written('a key', (doc) => paragraphTexts(doc)[0]?.insert(3, 'x')),
  written(`${pasted} paragraphs are pasted`, (doc, random) => {
    const blocks = Array.from({ length: pasted }, () => elementOf(paragraph(sentences(random, 60))));
    newsOf(doc).insert(1, blocks);
  }),
  {
    name: 'an update is refused, and the next is admitted',
    run: async ({ open }) => {
      const [wrong, right] = [await open(), await open()];
      newsOf(wrong.doc).insert(0, [new Y.XmlElement('script')]);
      const answered = acknowledged(right);
      paragraphTexts(right.doc)[0]?.insert(3, 'x');
      await answered;
      for (const client of [wrong, right]) client.close();
    },
  },
  asked('how it stands', 'moments/now'),
  asked('the beginning compared with now', 'comparison?from=1&to=now'),
  sent('a version is kept', 'versions', () => ({ name: 'Before lunch' })),
  sent('brought back to its beginning', 'restore', () => ({ moment: '1', sections: null, except: [] })),
  sent('duplicated', 'duplicate'),
  sent('all sections ready', 'sections/acts', ({ sections }) => ({
    acts: sections.map(({ id }) => ({ section: id, act: { act: 'mark-ready' } })),
  })),
  sent('all sections approved', 'sections/acts', ({ sections }) => ({
    acts: sections.map((section) => ({
      section: section.id,
      act: { act: 'approve', hash: sectionHash(section) },
    })),
  })),
  asked('what stands between it and readers', 'publication'),
  asked('the timeline', 'history'),
  asked('who wrote what', 'authorship'),
  ...exportFormats.map((format) => asked(`exported as ${format}`, `export?format=${format}`)),
];

export async function benchHolds(): Promise<Measured> {
  const galley = await startGalley();
  try {
    const held = new Map(acts.map(({ name }) => [name, [] as number[]]));
    const atRest: number[] = [];
    for (let round = -1; round < rounds; round += 1) {
      const subject = await wornArticle(galley, seeded(round + 2));
      for (const { name, prepare, run } of acts) {
        const prepared = await prepare?.(subject);
        await galley.server.longestHold();
        await pause(200);
        const rest = await galley.server.longestHold();
        await run(subject, prepared);
        await pause(200);
        const longest = await galley.server.longestHold();
        // The first one only warms up.
        if (round < 0) continue;
        atRest.push(rest);
        held.get(name)?.push(longest);
      }
    }
    const rest = { name: 'at rest', ...medianOf(atRest) };
    return {
      title: `The longest stretch for which the event loop was held, an article of ${words.toLocaleString('en')} words after ${edits.toLocaleString('en')} edits`,
      figures: [...held].map(
        ([what, longest]): Figure => ({ what, unit: 'ms', ...medianOf(longest), beside: [rest] }),
      ),
    };
  } finally {
    await galley.stop();
  }
}

/** An article that has been written in for long, in many places. */
async function wornArticle(galley: Galley, random: Random): Promise<Subject> {
  const article = await galley.newArticle(articleOf(words));
  const open = () => openGalley({ ...galley, cookie: galley.newPerson('editor') }, article);
  const client = await open();
  const answered = acknowledged(client);
  client.doc.transact(() => {
    const texts = paragraphTexts(client.doc);
    for (let edit = 0; edit < edits; edit += 1) {
      const text = texts[Math.floor(random() * texts.length)];
      const at = Math.floor(random() * ((text?.length ?? 1) - 1));
      if (edit % 5 === 0) text?.delete(at, 1);
      else text?.insert(at, 'x');
    }
  });
  await answered;
  client.close();
  return { galley, article, random, open };
}

function newsOf(doc: Y.Doc): Y.XmlFragment {
  const news = presentSections(doc).find(({ kind }) => kind === 'news');
  if (!news) throw new Error('The article has no news.');
  return sectionFragment(doc, news.id);
}

/** Resolves once the server has acknowledged what the client writes next. */
function acknowledged({ onAcknowledged }: Client): Promise<void> {
  return new Promise((resolve) => {
    const end = onAcknowledged?.(() => {
      end?.();
      resolve();
    });
  });
}
