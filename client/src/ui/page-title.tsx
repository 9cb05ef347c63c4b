/** Names the page in the browser's tab; React moves the element into the head. */
export function PageTitle({ children }: { children: string }) {
  return <title>{`${children} · Galley`}</title>;
}
