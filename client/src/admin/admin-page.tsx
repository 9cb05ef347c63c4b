// What the admins' pages have in common: their name, what they are for, and the one thing that is done there most.
import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { PageTitle } from '../ui/page-title.tsx';
import classes from './admin-page.module.css';

interface AdminPageProps {
  title: string;
  intro?: string;
  action: ReactNode;
  children: ReactNode;
}

export function AdminPage({ title, intro, action, children }: AdminPageProps) {
  return (
    <div className={classes.page}>
      <PageTitle>{title}</PageTitle>
      <div className={classes.head}>
        <div>
          <Title order={1} className={classes.title ?? ''}>
            {title}
          </Title>
          {intro !== undefined && <p className={classes.intro}>{intro}</p>}
        </div>
        {action}
      </div>
      {children}
    </div>
  );
}
