// Looks at the article's words away from the page's own thread, so that a long article holds up no key.
import { type CheckedBlock, type CheckRules, checkArticle } from '@galley/shared/checks/checks.ts';
import type { Language } from '@galley/shared/language.ts';

export interface CheckRequest {
  blocks: readonly CheckedBlock[];
  language: Language;
  rules: CheckRules;
}

self.addEventListener('message', ({ data }: MessageEvent<CheckRequest>) => {
  self.postMessage(checkArticle(data.blocks, data.language, data.rules));
});
