// Who is in which article now, over all nodes. Each node tells the others of its own people, again and again, so that
// those of a node that died are forgotten.
import type { ArticleId, UserId } from '@galley/shared/ids.ts';
import { newId } from '@galley/shared/ids.ts';
import type { Bus } from '../events/bus.ts';
import { presenceTopic, presenceWantedTopic } from './node-topics.ts';

/** By article, over all nodes. The people of a node that died are forgotten after half a minute. */
export interface Presence {
  everywhere(): Record<ArticleId, UserId[]>;
  /** Calls back with everybody in the article when that has changed. */
  onChanged(listener: (article: ArticleId, people: UserId[]) => void): void;
  /** Sets who of this node's people is in an article. */
  set(article: ArticleId, people: readonly UserId[]): void;
  close(): void;
}

const repeatMs = 10_000;
const forgetMs = 30_000;

export function createPresence(bus: Bus): Presence {
  const node = newId();
  const articles = new Map<ArticleId, Map<string, { people: readonly UserId[]; at: number }>>();
  const listeners: ((article: ArticleId, people: UserId[]) => void)[] = [];

  const peopleIn = (article: ArticleId): UserId[] => {
    const nodes = [...(articles.get(article)?.values() ?? [])];
    return [...new Set(nodes.flatMap(({ people }) => people))].sort();
  };
  const update = (article: ArticleId, from: string, people: readonly UserId[]) => {
    const before = peopleIn(article).join();
    const nodes = articles.get(article) ?? new Map();
    if (people.length > 0) nodes.set(from, { people, at: Date.now() });
    else nodes.delete(from);
    if (nodes.size > 0) articles.set(article, nodes);
    else articles.delete(article);
    const after = peopleIn(article);
    if (after.join() !== before) for (const listener of listeners) listener(article, after);
  };
  const announce = (article: ArticleId, people: readonly UserId[]) =>
    bus.publish(presenceTopic, { node, article, people: [...people] });
  const announceOwn = () => {
    for (const [article, nodes] of articles) {
      const own = nodes.get(node);
      if (own) announce(article, own.people);
    }
  };
  const forgetSilentNodes = () => {
    for (const [article, nodes] of [...articles]) {
      for (const [other, { at }] of [...nodes]) {
        if (other !== node && Date.now() - at > forgetMs) update(article, other, []);
      }
    }
  };

  bus.subscribe(presenceTopic, ({ node: from, article, people }) => {
    if (from !== node) update(article, from, people);
  });
  bus.subscribe(presenceWantedTopic, (asking) => {
    if (asking !== node) announceOwn();
  });
  bus.publish(presenceWantedTopic, node);
  const timer = setInterval(() => {
    forgetSilentNodes();
    announceOwn();
  }, repeatMs);
  timer.unref();

  return {
    everywhere: () => Object.fromEntries([...articles.keys()].map((article) => [article, peopleIn(article)])),
    onChanged: (listener) => {
      listeners.push(listener);
    },
    set: (article, people) => {
      update(article, node, people);
      announce(article, people);
    },
    close: () => {
      clearInterval(timer);
      for (const [article, nodes] of articles) if (nodes.has(node)) announce(article, []);
    },
  };
}
