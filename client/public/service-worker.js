// Lets the desk open without a connection: the last known page, its scripts and styles, and the few answers that an
// article needs to be shown. The text itself is kept by the editor. What it keeps of a person's data goes with signing out.
const pages = 'galley-pages-1';
const data = 'galley-data-1';
const desk = '/desk/';
const mostAssets = 400;
const mostAnswers = 300;
/** How often a session has ended: an answer that was asked for before that is not kept after it. */
let endings = 0;

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(takeOver()));
self.addEventListener('message', (event) => {
  if (Array.isArray(event.data?.keep)) event.waitUntil(keep(event.data.keep));
});
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin) return;
  if (request.mode === 'navigate' && url.pathname.startsWith('/desk')) event.respondWith(page(event));
  else if (isAsset(url)) event.respondWith(immutable(event, pages, mostAssets));
  else if (isLooseFile(url)) event.respondWith(newest(event, url, pages, mostAssets));
  else if (url.pathname.startsWith('/media/')) event.respondWith(immutable(event, data, mostAnswers));
  else if (isNeededOffline(url)) event.respondWith(newest(event, url, data, mostAnswers));
});

async function takeOver() {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name !== pages && name !== data).map((name) => caches.delete(name)),
  );
  await self.clients.claim();
}

/** Keeps what the first page loaded before this worker was there. */
async function keep(urls) {
  const add = async (name, most, url) => {
    if (await caches.match(url, { cacheName: name })) return;
    const began = endings;
    const response = await fetch(url).catch(() => null);
    if (response?.ok && !(await endsSession(response, new URL(url))))
      await put(name, most, url, response, began);
  };
  await Promise.all([
    add(pages, mostAssets, new URL(desk, location.origin).href),
    ...urls
      .filter((url) => isAsset(new URL(url)) || isLooseFile(new URL(url)))
      .map((url) => add(pages, mostAssets, url)),
    ...urls.filter((url) => isNeededOffline(new URL(url))).map((url) => add(data, mostAnswers, url)),
  ]);
}

/** Every address of the desk is one page, so the last one stands in for all. */
async function page(event) {
  const response = await fetch(event.request).catch(() => null);
  if (response?.ok) event.waitUntil(put(pages, mostAssets, desk, response.clone(), endings));
  return isAnswer(response) ? response : ((await kept(pages, desk)) ?? response ?? Response.error());
}

/** Files whose name changes with their content. */
async function immutable(event, name, most) {
  const known = await kept(name, event.request);
  if (known) return known;
  const began = endings;
  const response = await fetch(event.request);
  if (response.ok) event.waitUntil(put(name, most, event.request, response.clone(), began));
  return response;
}

/** The server's answer, or without one the last that it gave. */
async function newest(event, url, name, most) {
  const began = endings;
  const response = await fetch(event.request).catch(() => null);
  if (response && (await endsSession(response, url))) event.waitUntil(forget());
  else if (response?.ok) event.waitUntil(put(name, most, event.request, response.clone(), began));
  return isAnswer(response) ? response : ((await kept(name, event.request)) ?? response ?? Response.error());
}

/** Looks without opening: a cache that is opened is there from then on, also when it was just taken away. */
function kept(name, request) {
  return caches.match(request, { cacheName: name });
}

async function put(name, most, request, response, began) {
  if (name === data && began !== endings) return;
  const cache = await caches.open(name);
  await cache.put(request, response);
  await trim(cache, most);
}

/** Takes away what was kept for the person whose session has ended. */
async function forget() {
  endings += 1;
  await caches.delete(data);
}

async function endsSession(response, url) {
  if (response.status === 401) return true;
  if (!response.ok || url.pathname !== '/api/session') return false;
  const session = await response
    .clone()
    .json()
    .catch(() => null);
  return session?.state !== 'signed-in';
}

/** Whether the server itself has answered, not a proxy in its place. */
function isAnswer(response) {
  return response !== null && ![502, 503, 504].includes(response.status);
}

function isAsset(url) {
  return url.origin === location.origin && url.pathname.startsWith('/desk/assets/');
}

/** The page's few files without a hash in their name. */
function isLooseFile(url) {
  return /^\/desk\/[\w-]+\.(js|svg|webmanifest)$/.test(url.pathname);
}

function isNeededOffline(url) {
  return /^\/api\/(session|people|templates|articles\/[0-9a-z]{16}(\/(publication|sections))?)$/.test(
    url.pathname,
  );
}

/** Drops the oldest entries. */
async function trim(cache, most) {
  const entries = await cache.keys();
  const tooMany = entries
    .filter((entry) => new URL(entry.url).pathname !== desk)
    .slice(0, Math.max(0, entries.length - most));
  await Promise.all(tooMany.map((entry) => cache.delete(entry)));
}
