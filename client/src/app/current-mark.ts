// Which entry of the main menu is marked while a page is open.

/** The value of `aria-current`: the page itself, or an entry that the page belongs to; undefined where it is neither. */
export type CurrentMark = 'page' | 'true' | undefined;

/** Pages that no entry leads to by itself, and the page from which people come to each. */
const belongsTo: Readonly<Record<string, string>> = {
  '/house-style': '/templates',
  '/authors': '/site',
};

/** How the menu's entry that leads to `to` is marked while the page at `pathname` is open. */
export function currentMark(to: string, pathname: string): CurrentMark {
  const path = pathname.replace(/(?<=.)\/+$/, '');
  if (path === to) return 'page';
  const isWithin = belongsTo[path] === to || (to !== '/' && path.startsWith(`${to}/`));
  return isWithin ? 'true' : undefined;
}
