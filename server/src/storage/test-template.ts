// Before all tests: a PostgreSQL database with Galley's schema, of which each test gets a copy. Running all migrations
// for each of a thousand databases would be a tenth of the time that the tests take.
import { newId } from '@galley/shared/ids.ts';
import type { TestProject } from 'vitest/node';
import { openStorage } from './open.ts';
import { administer, postgresUrl } from './test-postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The database to copy; null where PostgreSQL does not answer. */
    postgresTemplate: string | null;
  }
}

export default async function makeTemplate({ provide }: TestProject) {
  const name = `galley_test_template_${newId()}`;
  const made = await administer((client) => client.query(`create database "${name}"`)).then(
    () => true,
    () => false,
  );
  provide('postgresTemplate', made ? name : null);
  if (!made) return;
  const storage = await openStorage({ url: postgresUrl(name), dataDir: '' });
  await storage.close();
  return () => administer((client) => client.query(`drop database if exists "${name}" with (force)`));
}
