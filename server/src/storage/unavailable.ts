// Tells a database that can't be reached, or can't write, from a query that is wrong: the one may pass by itself.

/** Whether an error says that the database is away, overloaded or full, so that trying again later makes sense. */
export function isUnavailable(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isUnavailable);
  if (!(error instanceof Error)) return false;
  const code = codeOf(error);
  return (
    systemCodes.has(code) ||
    sqliteUnavailable.test(code) ||
    postgresUnavailable.test(code) ||
    driverMessage.test(error.message) ||
    isUnavailable(error.cause)
  );
}

/** Whether an error says that the database will never take this data, however often it is asked. */
export function isImpossible(error: unknown): boolean {
  // The drivers throw these for values that they can't send.
  if (error instanceof TypeError || error instanceof RangeError) return true;
  if (!(error instanceof Error)) return false;
  const code = codeOf(error);
  return sqliteImpossible.test(code) || postgresImpossible.test(code);
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}

const systemCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);
const sqliteUnavailable = /^SQLITE_(BUSY|FULL|IOERR|READONLY|CANTOPEN)/;
const sqliteImpossible = /^SQLITE_(TOOBIG|MISMATCH|RANGE|CONSTRAINT_NOTNULL|CONSTRAINT_CHECK)$/;
/**
 * Connection exceptions, deadlocks, a server that stops or starts or accepts nobody, one that has no room, one that took
 * too long, one that is only a replica now.
 */
const postgresUnavailable = /^(08...|40001|40P01|53...|55000|55P03|57014|57P0[1-3]|25006|25P03)$/;
/** Data exceptions, nothing where something must be, limits of the server. */
const postgresImpossible = /^(22...|23502|23514|54...)$/;
/** node-postgres says these without a code. */
const driverMessage =
  /^(timeout exceeded when trying to connect|timeout expired|Query read timeout|Connection terminated|Client (has encountered a connection error|was closed))/;
