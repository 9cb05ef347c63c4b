// The audit log on the HTTP interface, as the browser asks for it.
import { type AuditQuery, auditPageSchema } from '@galley/shared/api/audit.ts';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { request } from '../app/api.ts';

/** GET /api/audit, page by page. */
export function auditQuery(question: AuditQuery) {
  return infiniteQueryOptions({
    queryKey: ['audit', question],
    queryFn: ({ pageParam, signal }) => {
      const params = paramsOf({ ...question, ...(pageParam !== null && { cursor: pageParam }) });
      return request('GET', `/api/audit?${params}`, { schema: auditPageSchema, signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
}

/** Where all that the question asks for is a file. */
export function auditFile(question: AuditQuery): string {
  return `/api/audit?${paramsOf({ ...question, format: 'csv' })}`;
}

function paramsOf(question: AuditQuery): URLSearchParams {
  return new URLSearchParams(Object.entries(question).map(([name, value]) => [name, String(value)]));
}
