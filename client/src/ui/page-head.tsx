// The head of a page of the desk: its name, what it is for, and the one thing that is done there most.
import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './page-head.module.css';
import { PageTitle } from './page-title.tsx';

interface PageHeadProps {
  title: string;
  intro?: string | undefined;
  /** What stands below the intro. */
  children?: ReactNode;
  action: ReactNode;
}

/** The head of a page: its title, also the window’s, what it is for, and what can be done on it. */
export function PageHead({ title, intro, children, action }: PageHeadProps) {
  return (
    <>
      <PageTitle>{title}</PageTitle>
      <div className={classes.head}>
        <div>
          <Title order={1} className={classes.title ?? ''}>
            {title}
          </Title>
          {intro !== undefined && <p className={classes.intro}>{intro}</p>}
          {children}
        </div>
        {action}
      </div>
    </>
  );
}
