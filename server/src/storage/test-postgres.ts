// PostgreSQL for tests: where it is, and statements as its administrator.
import pg from 'pg';

const standardUrl = 'postgres://postgres@127.0.0.1:5432/postgres';

/** The address of a database at DATABASE_URL's server or at the standard local port; without a name that server's own. */
export function postgresUrl(name?: string): string {
  const url = new URL(process.env.DATABASE_URL ?? standardUrl);
  if (name !== undefined) url.pathname = `/${name}`;
  return url.href;
}

/** Runs statements over a connection of its own. */
export async function administer(
  work: (client: pg.Client) => Promise<unknown>,
  url = postgresUrl(),
): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3000 });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
