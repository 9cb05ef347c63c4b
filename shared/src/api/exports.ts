// Exports on the HTTP interface: an article as a file.
import { z } from 'zod';

/** The formats in which an article leaves the desk. */
export const exportFormats = ['markdown', 'html', 'text', 'docx', 'json'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** Which file is wanted. */
export const exportQuerySchema = z.object({ format: z.enum(exportFormats) });
