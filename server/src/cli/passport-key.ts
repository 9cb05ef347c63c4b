// galley passport new-key: another key signs from now on, as where somebody may have copied the old one.
import { signingSecret } from '../accounts/secret.ts';
import type { Config } from '../config.ts';
import { renewDeskKey } from '../passports/desk-keys.ts';
import { openToWrite } from './tool-storage.ts';

/** Makes a new key; what the old ones signed can still be checked. */
export async function renewKey(config: Config): Promise<number> {
  const storage = await openToWrite(config);
  try {
    const id = await renewDeskKey(storage.db, await signingSecret(storage, config.secret));
    console.log(`Passports are signed by the key ${id} from now on. The old public keys stay.`);
    return 0;
  } finally {
    await storage.close();
  }
}
