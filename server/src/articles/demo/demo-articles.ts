// The articles that a desk with demo content starts with, in several stages of their way. Places, people, outlets and
// figures are invented, and the pictures were drawn for them.
import { readFileSync } from 'node:fs';
import type { Lead } from '@galley/shared/article/content.ts';
import type { HandStage } from '@galley/shared/article/stages.ts';
import type { NewArticleRow } from '../article-store.ts';
import { bellFounder } from './bell-founder.ts';
import { bookTram } from './book-tram.ts';
import { coldStore } from './cold-store.ts';
import { fishMarket } from './fish-market.ts';
import { heatStore } from './heat-store.ts';
import { nightBuses } from './night-buses.ts';
import { pilotSchool } from './pilot-school.ts';
import { tidalFerry } from './tidal-ferry.ts';
import { windowSills } from './window-sills.ts';

/** An article of the demo content, with what is to be done with it once it is made. */
export interface DemoArticle {
  article: NewArticleRow;
  slug: string | null;
  stage: HandStage | 'published';
  /** The lead image; `file` is a picture beside these articles. */
  picture?: Omit<Lead, 'media'> & { file: string };
}

/** In the order in which they are made: the last one stands first on the board, and the last public one on the site. */
export const demoArticles: readonly DemoArticle[] = [
  { article: windowSills, slug: 'library-lends-windowsills', stage: 'published' },
  { article: coldStore, slug: 'thaw-at-the-cold-store', stage: 'published' },
  {
    article: bookTram,
    slug: 'linie-8-leiht-buecher-aus',
    stage: 'published',
    picture: {
      file: 'book-tram',
      alt: 'Zeichnung einer gelben Straßenbahn der Linie 8, hinter deren Fenstern Menschen vor vollen Bücherregalen lesen',
      caption: 'Im umgebauten Wagen stehen 600 Bücher, sortiert nach Länge der Fahrt.',
      credit: 'Nordhafener Bote (Zeichnung)',
    },
  },
  {
    article: heatStore,
    slug: 'winterspeicher-mit-sommerwaerme',
    stage: 'published',
    picture: {
      file: 'heat-store',
      alt: 'Gezeichneter Schnitt durch den Boden: unter einer Häuserzeile bei Nacht ein Becken mit heißem, rot leuchtendem Wasser, von dem Rohre zu den Häusern führen',
      caption: 'Heißes Wasser oben, kühleres unten: Aus den Schichten des Beckens bedient sich das Netz.',
      credit: 'Küstendienst (Zeichnung)',
    },
  },
  {
    article: bellFounder,
    slug: 'a-bell-does-not-forgive-a-hurry',
    stage: 'published',
    picture: {
      file: 'bell-founder',
      alt: 'Drawing of a foundry at night: a bell founder with a hammer beside a great bronze bell, the furnace glowing behind it',
      caption: 'The last shaving weighs less than a coin: tuning in the foundry on Cooper’s Lane.',
      credit: 'The Sound Ledger (drawing)',
    },
  },
  {
    article: tidalFerry,
    slug: 'the-tide-drives-the-ferry',
    stage: 'published',
    picture: {
      file: 'tidal-ferry',
      alt: 'Drawing of a ferry at sunrise, cut open at the waterline: on the sea floor two turbines stand in the current, and a cable leads from them to a shed on the quay',
      caption: 'Two turbines on the sea floor recharge the ferry at the quay.',
      credit: 'Northern Wire (drawing)',
    },
  },
  { article: pilotSchool, slug: 'harbor-pilots-open-a-school', stage: 'ready' },
  { article: fishMarket, slug: null, stage: 'review' },
  { article: nightBuses, slug: null, stage: 'draft' },
];

/** The bytes of a picture. */
export function demoPicture(file: string): Buffer {
  return readFileSync(new URL(`pictures/${file}.webp`, import.meta.url));
}
