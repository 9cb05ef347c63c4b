// Browser translation and extensions move and take away elements of the page that React has drawn, which makes React give
// up at its next change there. Then the page is drawn anew in place of a failure; what was written is in its documents.
import { notifications } from '@mantine/notifications';
import i18next from 'i18next';
import { Component, type ComponentType, Fragment, type ReactNode } from 'react';

/** The component, drawn anew when something else has changed what it drew. */
export function recovering(Page: ComponentType): ComponentType {
  return () => (
    <Recovery>
      <Page />
    </Recovery>
  );
}

/** Something that changes the page again and again would have it drawn again and again. */
const maxRecoveries = 5;
const withinMs = 10_000;

interface RecoveryState {
  error: unknown;
  recoveries: readonly number[];
}

class Recovery extends Component<{ children: ReactNode }, RecoveryState> {
  override state: RecoveryState = { error: null, recoveries: [] };

  static getDerivedStateFromError(error: unknown): Partial<RecoveryState> {
    return { error };
  }

  override componentDidCatch(error: unknown): void {
    if (!this.#mayRecover(error)) return;
    const recoveries = [...this.#recent(), performance.now()];
    this.setState({ error: null, recoveries });
    notifications.show({ id: 'page-changed', message: i18next.t('app:pageChanged'), color: 'gray' });
  }

  override render(): ReactNode {
    const { error, recoveries } = this.state;
    if (error === null) return <Fragment key={recoveries.at(-1) ?? 0}>{this.props.children}</Fragment>;
    if (this.#mayRecover(error)) return null;
    throw error;
  }

  #recent(): readonly number[] {
    return this.state.recoveries.filter((at) => performance.now() - at < withinMs);
  }

  #mayRecover(error: unknown): boolean {
    return isForeignChange(error) && this.#recent().length < maxRecoveries;
  }
}

/** What `removeChild` and `insertBefore` throw for a node that is not where it was put. */
function isForeignChange(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'NotFoundError';
}
