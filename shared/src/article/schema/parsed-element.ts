/** As much of an HTML element as attributes are read from: so the server, which has no DOM, needs no DOM's types. */
export interface ParsedElement {
  getAttribute(name: string): string | null;
  readonly firstElementChild: { readonly classList: Iterable<string> } | null;
}
