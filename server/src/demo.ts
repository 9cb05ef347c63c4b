// The demo people: one or two of each role, with a password that everybody may know. They are made only with demo content.

/** The password of all demo people. */
export const demoPassword = 'galley-demo';

/** One or more of each role; all have `demoPassword`. */
export const demoPeople = [
  { name: 'Nora Lindqvist', email: 'nora@demo.example', role: 'admin', language: 'en' },
  { name: 'Jonas Weber', email: 'jonas@demo.example', role: 'editor', language: 'de' },
  { name: 'Amira Haddad', email: 'amira@demo.example', role: 'editor', language: 'en' },
  { name: 'Tomás Silva', email: 'tomas@demo.example', role: 'reviewer', language: 'en' },
  { name: 'Grace Okafor', email: 'grace@demo.example', role: 'viewer', language: 'en' },
] as const;
