// What a slug may be.
import { z } from 'zod';

/** A URL's last part: lower-case letters, digits and single hyphens. */
export const slugSchema = z
  .string()
  .max(100)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
