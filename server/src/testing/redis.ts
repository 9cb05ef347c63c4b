// The Redis that tests use: the one at REDIS_URL or at the standard local port.
import { Redis } from 'ioredis';

/** Its address. */
export const redisUrl = process.env.REDIS_URL || 'redis://127.0.0.1:6379';

/** Whether tests that need Redis are to be skipped; with CI=true they must run. */
export const isWithoutRedis = process.env.CI !== 'true' && !(await isThere());

async function isThere(): Promise<boolean> {
  const redis = new Redis(redisUrl, { lazyConnect: true, retryStrategy: () => null }).on('error', () => {});
  try {
    await redis.connect();
    return true;
  } catch {
    return false;
  } finally {
    redis.disconnect();
  }
}
