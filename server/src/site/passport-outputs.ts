// Where passports are given: beside each article's page, and the keys by which they can be checked.
import { type PassportKey, passportKeysPath } from '@galley/shared/api/passport.ts';
import type { Router } from 'express';
import { asSlug, redirect, slugPattern } from './addresses.ts';
import { openToOthers } from './headers.ts';
import type { MachineOutputs } from './machine-outputs.ts';
import type { Story } from './stories.ts';
import { articlePath } from './story-items.ts';

/** The desk's public keys, those of former times too. */
export type PassportKeys = () => Promise<PassportKey[]>;

/** Where the passport of an article's public revision is. */
export function passportPath(story: Pick<Story, 'slug'>): string {
  return `${articlePath(story)}/passport.json`;
}

export function addPassports(
  router: Router,
  { stories, pages, send, missing }: Pick<MachineOutputs, 'stories' | 'pages' | 'send' | 'missing'>,
  keys: PassportKeys,
): void {
  router.get('/articles/:slug/passport.json', async (request, response) => {
    const slug = asSlug(request.params.slug);
    if (!slugPattern.test(slug)) return missing(request, response);
    const path = passportPath({ slug });
    const result = await pages.get(path, async () => {
      const found = await stories.at(slug);
      const passport = found?.type === 'story' ? await stories.passport(found.story) : null;
      if (!passport) return { outcome: 'other' as const, found };
      const body = JSON.stringify(passport, null, 1);
      return { outcome: 'page', body, type: 'application/json', headers: openToOthers };
    });
    if (result.outcome === 'kept') {
      if (request.path === path) send(request, response, result);
      else redirect(request, response, path);
      return;
    }
    const { found } = result;
    if (found?.type === 'moved') return redirect(request, response, passportPath(found));
    if (found?.type !== 'withdrawn') return missing(request, response);
    response.status(410).set('cache-control', 'no-cache').set(openToOthers);
    response.json({ withdrawnAt: found.at });
  });

  // Looked up each time: an operator may have made a new key, and few ask.
  router.get(passportKeysPath, async (_request, response) => {
    response.set('cache-control', 'public, no-cache').set(openToOthers);
    response.type('application/jwk-set+json').send(JSON.stringify({ keys: await keys() }));
  });
}
