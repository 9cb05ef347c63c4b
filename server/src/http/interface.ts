// What the interface says of itself, to whoever is signed in.
import { contract } from '@galley/shared/contract/contract.ts';
import { interfaceRoutes as routes } from '@galley/shared/contract/interface.ts';
import type { Router } from 'express';
import type { Sessions } from '../accounts/sessions.ts';
import { createApiRouter } from './api-router.ts';
import { type AboutInterface, openApi } from './openapi.ts';

/** The route of the OpenAPI document, which is made once, when it is first asked for. */
export function createInterface(sessions: Sessions, about: AboutInterface): { router: Router } {
  const api = createApiRouter(sessions);
  let document: ReturnType<typeof openApi> | null = null;
  api.serve(routes.readOpenApi, () => {
    document ??= openApi(contract, about);
    return document;
  });
  return { router: api.router };
}
