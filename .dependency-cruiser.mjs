// Who may import whom (ARCHITECTURE.md, "The rooms"): `shared` imports neither side, the sides never each other, and the
// features of the server meet in desk.ts and desk/, or through the small typed contracts named here.
const contracts = [
  'server/src/storage/',
  'server/src/(http|events|net|time|tracing|workers)/',
  'server/src/config\\.ts',
  'server/src/audit/(notes|record)\\.ts',
  'server/src/accounts/(sessions|testing|tokens)\\.ts',
  'server/src/checks/language-blocking\\.ts',
  'server/src/collab/(contents|documents|journal|seals|testing)\\.ts',
  'server/src/articles/(templates|testing)\\.ts',
  'server/src/history/(origins|versions)\\.ts',
  'server/src/mail/email-queue\\.ts',
  'server/src/passports/passports\\.ts',
  'server/src/publishing/revisions\\.ts',
  'server/src/review/(approvals|imported-words|machine-texts|shares)\\.ts',
  'server/src/site/site-(previews|version)\\.ts',
];
const features = [
  'accounts',
  'articles',
  'audit',
  'checks',
  'collab',
  'history',
  'imports',
  'mail',
  'media',
  'notifications',
  'passports',
  'previews',
  'publishing',
  'review',
  'site',
  'webhooks',
];

// The client's rooms in layers: each may import those of the layers above it in this list, and none below.
const layers = [
  ['words/'],
  ['ui/', 'outbox/'],
  ['app/'],
  ['media/', 'collab/'],
  ['editor/'],
  ['review/'],
  ['history/', 'publishing/', 'checks/', 'imports/'],
  ['article/', 'board/', 'admin/', 'accounts/'],
  // The composition: it alone knows all rooms.
  ['[^/]+\\.tsx?$'],
];
// Rooms of one layer that do not know each other. The panels may (a restored version opens what is published of it).
const strangers = [
  ['ui/', 'outbox/'],
  ['media/', 'collab/'],
  ['article/', 'board/', 'admin/', 'accounts/'],
];

export default {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'Neither code nor types: a type that two files need of each other has a file of its own.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'shared-stands-alone',
      severity: 'error',
      from: { path: '^shared/' },
      to: { path: '^(server|client)/' },
    },
    {
      name: 'article-without-api',
      comment: 'What an article is does not depend on how it is spoken of over HTTP.',
      severity: 'error',
      from: { path: '^shared/src/article/' },
      to: { path: '^shared/src/(api|contract)/' },
    },
    {
      name: 'server-without-client',
      severity: 'error',
      from: { path: '^server/' },
      to: { path: '^client/' },
    },
    {
      name: 'client-without-server',
      severity: 'error',
      from: { path: '^client/' },
      to: { path: '^server/' },
    },
    ...features.map((feature) => ({
      name: `${feature}-keeps-to-its-room`,
      severity: 'error',
      from: { path: `^server/src/${feature}/`, pathNot: '\\.test\\.ts$' },
      to: { path: `^server/src/(?!${feature}/)`, pathNot: contracts.map((contract) => `^${contract}`) },
    })),
    {
      name: 'production-without-testing',
      comment: 'What tests stand on is no part of a production install.',
      severity: 'error',
      from: {
        path: '^(server|shared|client)/src/',
        pathNot: '(test|testing|child)\\.tsx?$|/(testing|bench|chaos)/',
      },
      to: { path: '^(server|shared|client)/src/.*(testing\\.tsx?$|/testing/)' },
    },
    {
      name: 'board-without-editor',
      comment:
        'The board must stay light: only leftovers.ts loads what sends edits, and only where some are left.',
      severity: 'error',
      from: { path: '^client/src/(board|accounts|admin)/' },
      to: { path: '^client/src/(editor|collab)/' },
    },
    ...layers.slice(0, -1).map((rooms, index) => ({
      name: `${rooms.join('-').replaceAll('/', '')}-know-nothing-above`,
      severity: 'error',
      from: { path: `^client/src/(${rooms.join('|')})`, pathNot: '(test|testing)\\.tsx?$' },
      to: {
        path: `^client/src/(${layers
          .slice(index + 1)
          .flat()
          .join('|')})`,
      },
    })),
    ...strangers.flatMap((rooms) =>
      rooms.map((room) => ({
        name: `${room.slice(0, -1)}-keeps-to-its-room`,
        severity: 'error',
        from: { path: `^client/src/${room}`, pathNot: '(test|testing)\\.tsx?$' },
        to: { path: `^client/src/(${rooms.filter((other) => other !== room).join('|')})` },
      })),
    ),
    {
      name: 'pages-through-routes',
      comment: 'routes.tsx is the only place that knows all pages.',
      severity: 'error',
      from: { path: '^client/src/', pathNot: '^client/src/(app|main|routes)\\.tsx$' },
      to: { path: '^client/src/routes\\.tsx$' },
    },
    {
      name: 'unresolvable',
      severity: 'error',
      from: {},
      // These are types alone; the package of that name does not exist at run time.
      to: { couldNotResolve: true, pathNot: '^mdast$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    parser: 'swc',
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs'],
    },
  },
};
