// The audit log. Rows are only ever added, by the server alone.
import { auditPageSchema, auditQuerySchema } from '../api/audit.ts';
import { defineRoute } from './define-route.ts';

/** The routes of the audit log. */
export const auditRoutes = {
  readAudit: defineRoute({
    method: 'GET',
    path: '/api/audit',
    summary: 'Who did what, the newest first, page by page; with `format=csv` the whole of it as a file.',
    action: 'audit.read',
    query: auditQuerySchema,
    answer: auditPageSchema,
    files: ['text/csv'],
  }),
};
