// What cannot wait for the page's own scripts. A file of its own, because the content security policy allows no scripts inside
// the page.

// The color scheme is set before the first paint, so that a dark desk never flashes white.
(() => {
  let scheme = 'auto';
  try {
    scheme = localStorage.getItem('mantine-color-scheme-value') || 'auto';
  } catch {
    // Without storage the system's scheme counts.
  }
  const dark = scheme === 'dark' || (scheme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();

// The scripts and styles of the page that is asked for are fetched beside those that every page needs, not after them. The build writes
// which ones they are into the page (`vite.config.ts`). Who is not signed in yet needs them soon.
(() => {
  const list = document.querySelector('meta[name="galley-files"]')?.content;
  if (!list) return;
  const { pathname } = location;
  const page = Object.entries(JSON.parse(list)).find(([path]) => new RegExp(path).test(pathname));
  for (const href of page?.[1] ?? []) {
    const link = document.createElement('link');
    if (href.endsWith('.css')) Object.assign(link, { rel: 'preload', as: 'style', crossOrigin: '' });
    else link.rel = 'modulepreload';
    link.href = href;
    document.head.append(link);
  }
})();
