// All German words of the pages before the sign-in, in one chunk.
import { accounts } from './accounts.ts';
import { app } from './app.ts';

/** The words of the pages that anybody may open, and those that all pages share. */
export const signedOut = { accounts, app };
