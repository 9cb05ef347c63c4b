// What the admins' pages have in common: their head, and how wide they are.
import type { ReactNode } from 'react';
import { PageHead } from '../ui/page-head.tsx';
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
      <PageHead title={title} intro={intro} action={action} />
      {children}
    </div>
  );
}
