// What people write with: live documents, articles, pictures, checks, history, review, files in and out.
import type { ArticleId } from '@galley/shared/ids.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { createArticles } from '../articles/articles.ts';
import { createHouseStyle } from '../checks/house-style.ts';
import { createLanguageTool } from '../checks/language-tool.ts';
import { createLinkCheck } from '../checks/link-check.ts';
import { createTextChecks } from '../checks/text-checks.ts';
import { createCollab } from '../collab/collab.ts';
import { contentJobs, createContents } from '../collab/contents.ts';
import { createLive } from '../events/live-socket.ts';
import { joinTimelineEvents } from '../events/timeline-events.ts';
import { createHistory } from '../history/history.ts';
import { historyJob } from '../history/history-job.ts';
import { writeFileJob } from '../imports/file-jobs.ts';
import { createImports } from '../imports/imports.ts';
import { createMedia } from '../media/media.ts';
import { createTargets } from '../net/targets.ts';
import { createWithdrawalEvents } from '../publishing/timeline-events.ts';
import { createMachineEvents } from '../review/machine-events.ts';
import { createReview } from '../review/review.ts';
import { createTimelineEvents } from '../review/timeline-events.ts';
import { isArticleArchived } from '../storage/article-facts.ts';
import { createWorkerPool } from '../workers/worker-pool.ts';
import type { Ground } from './ground.ts';
import { preparedPlaces } from './picture-places.ts';

export type TextParts = Awaited<ReturnType<typeof openText>>;

/** Opens them for these people. */
export async function openText(ground: Ground, { sessions, namesOf }: Accounts) {
  const { config, closing, storage, journal, bus, origins, templates, approvals, events } = ground;
  const { notes, metrics, timeZone, url, log } = ground;
  const { trustProxy } = config;
  const isArchived = (article: ArticleId) => isArticleArchived(storage.db, article);
  const collab = await createCollab({
    trustProxy,
    journal,
    sessions,
    bus,
    origins,
    templateOf: (article) => templates.ofArticle(article),
    isArchived,
    notes,
    metrics: metrics ?? undefined,
    log,
  });
  closing.documents.defer(async () => {
    closing.allSaved = await collab.close(closing.leftMs);
  });
  const { documents, presence } = collab;
  const live = createLive({ sessions, presence, bus, origins, trustProxy, log });
  closing.first.defer(() => live.close());
  metrics?.watch({ db: storage.db, collab: collab.counts, live: live.count, journal });
  const articles = await createArticles({
    storage,
    templates,
    documents,
    approvals,
    sessions,
    live,
    events,
    timeZone,
    log,
  });
  closing.afterDocuments.defer(() => articles.close());
  const languageTool = config.languageTool && createLanguageTool(config.languageTool, log);
  const textChecks = createTextChecks({
    storage,
    documents,
    sessions,
    notes,
    languageTool,
    links: createLinkCheck({ db: storage.db, targets: createTargets(config.linkAllow), url }),
  });
  const houseStyle = createHouseStyle({ storage, sessions, live, log });
  const places = await preparedPlaces(config, storage.db, log);
  closing.ground.defer(() => places.close());
  const media = createMedia({
    storage,
    places,
    sessions,
    allow: config.pictureAllow,
    quota: config.uploadBytesPerDay,
    timeZone,
    live,
    log,
  });
  closing.first.defer(() => media.close());
  const { pictures } = media;
  const workers = createWorkerPool();
  closing.afterDocuments.defer(() => workers.close());
  const contents = createContents(journal, workers);
  const history = createHistory({
    storage,
    documents,
    journal,
    contents,
    workers,
    sessions,
    live,
    merging: config.merging,
    names: namesOf,
    events: joinTimelineEvents(
      createTimelineEvents(storage),
      createMachineEvents(storage),
      createWithdrawalEvents(storage),
    ),
    log,
  });
  closing.first.defer(() => history.close());
  const { versions, origins: wordOrigins } = history;
  const review = createReview({
    storage,
    journal,
    documents,
    templates,
    versions,
    origins: wordOrigins,
    sessions,
    live,
    events,
    log,
  });
  const imports = createImports({
    storage,
    documents,
    contents,
    workers,
    templates,
    approvals,
    articles,
    pictures,
    versions,
    sessions,
    live,
    url,
    timeZone,
    log,
  });
  return {
    collab,
    documents,
    live,
    isArchived,
    articles,
    languageTool,
    textChecks,
    houseStyle,
    media,
    pictures,
    history,
    versions,
    wordOrigins,
    review,
    imports,
    /** Starts what the first reader of a long article would wait for. */
    warmUp: () => workers.keepWarm([...contentJobs, historyJob('compare'), writeFileJob]),
  };
}
