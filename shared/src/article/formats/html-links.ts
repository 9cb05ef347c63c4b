// Addresses as they were meant: without the detours that mail programs and search engines put before them, complete
// where the page says where it is from, and as paths where they are this desk's own.
import { allElements, attributeOf, findElement, type HtmlElement, setAttribute } from './html-tree.ts';

/** The attributes of the elements that hold an address. */
const holders: Record<string, string | undefined> = { a: 'href', img: 'src', iframe: 'src' };

/** Makes them so in place. `pictureAt` gives a picture that stands beside the file as a `data:` address; null where none does. */
export function cleanAddresses(
  root: HtmlElement,
  desk: string | null,
  pictureAt?: (path: string) => string | null,
): void {
  const base = baseOf(root);
  for (const element of allElements(root)) {
    const name = holders[element.tagName];
    const written = name === undefined ? null : attributeOf(element, name);
    if (name === undefined || written === null) continue;
    const beside =
      element.tagName === 'img' && isRelative(written.trim()) ? pictureAt?.(written.trim()) : null;
    if (beside) {
      setAttribute(element, name, beside);
      continue;
    }
    const address = meantAddress(written.trim(), base, desk);
    if (address !== written) setAttribute(element, name, address);
  }
}

function meantAddress(written: string, base: string | null, desk: string | null): string {
  let address = written.startsWith('//') ? `https:${written}` : written;
  if (base !== null && isRelative(address) && URL.canParse(address, base))
    address = new URL(address, base).href;
  const direct = withoutDetour(address);
  if (desk !== null && direct.startsWith(`${desk}/`)) return direct.slice(desk.length);
  return direct;
}

/** Whether an address counts from where the file is. */
function isRelative(address: string): boolean {
  return address !== '' && !/^(#|[a-z][a-z0-9+.-]*:)/i.test(address);
}

/** Where the page is from, if it says so: relative addresses start there. */
function baseOf(root: HtmlElement): string | null {
  const head = findElement(root, 'head');
  if (!head) return null;
  const said = { base: '', canonical: '', og: '' };
  for (const element of allElements(head)) {
    const attribute = (name: string) => attributeOf(element, name)?.trim() ?? '';
    if (element.tagName === 'base') said.base ||= attribute('href');
    if (element.tagName === 'link' && attribute('rel').toLowerCase() === 'canonical')
      said.canonical ||= attribute('href');
    if (element.tagName === 'meta' && attribute('property') === 'og:url') said.og ||= attribute('content');
  }
  const page = [said.canonical, said.og].find(isWebAddress) ?? null;
  if (said.base === '') return page;
  if (isWebAddress(said.base)) return said.base;
  return page !== null && URL.canParse(said.base, page) ? new URL(said.base, page).href : null;
}

function isWebAddress(address: string): boolean {
  return /^https?:\/\//i.test(address) && URL.canParse(address);
}

/** Pages that only lead on, by their host and path, with the parameters that say where to. */
const detours: { at: RegExp; to: readonly string[] }[] = [
  { at: /^(www\.)?google\.[a-z.]{2,6}\/url$/, to: ['q', 'url'] },
  { at: /^[a-z0-9.-]+\.safelinks\.protection\.outlook\.com\/?$/, to: ['url'] },
  { at: /^(l|lm)\.facebook\.com\/l\.php$/, to: ['u'] },
  { at: /^(www\.)?youtube\.com\/redirect$/, to: ['q'] },
];

function withoutDetour(address: string): string {
  if (!isWebAddress(address)) return address;
  const url = new URL(address);
  const detour = detours.find(({ at }) => at.test(`${url.hostname}${url.pathname}`));
  const target = detour?.to.map((name) => url.searchParams.get(name)).find((value) => value !== null);
  return target && isWebAddress(target) ? target : address;
}
