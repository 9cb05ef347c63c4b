// The audit log on the HTTP interface, as the browser asks for it.
import type { AuditQuery } from '@galley/shared/api/audit.ts';
import { auditRoutes } from '@galley/shared/contract/audit.ts';
import { pathTo } from '@galley/shared/contract/path.ts';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { call } from '../app/api.ts';

/** The log, page by page. */
export function auditQuery(question: AuditQuery) {
  return infiniteQueryOptions({
    queryKey: ['audit', question],
    queryFn: ({ pageParam, signal }) =>
      call(auditRoutes.readAudit, {
        query: { ...question, ...(pageParam !== null && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
}

/** Where all that the question asks for is a file. */
export function auditFile(question: AuditQuery): string {
  return pathTo(auditRoutes.readAudit, { query: { ...question, format: 'csv' } });
}
