// The service worker that lets the desk open without a connection: see public/service-worker.js.

/** Registers the worker and tells it what this page has loaded already. Development goes without. */
export async function startOffline(): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  try {
    await navigator.serviceWorker.register('/desk/service-worker.js', { scope: '/desk/' });
    const { active } = await navigator.serviceWorker.ready;
    const loaded = performance
      .getEntriesByType('resource')
      .map((entry) => entry.name)
      .filter((name) => name.startsWith(location.origin));
    active?.postMessage({ keep: loaded });
  } catch {
    // Private windows and full disks refuse it; then the desk needs its connection to open.
  }
}
