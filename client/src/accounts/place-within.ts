/** A page of the desk to go on to after signing in; an address elsewhere is not followed. */
export function placeWithin(next: string | null): string {
  return next !== null && /^\/(?![/\\])/.test(next) ? next : '/';
}
