import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

describe('configuration', () => {
  it('runs on the embedded database with demo content where nothing is set', () => {
    expect(readConfig({})).toMatchObject({ port: 3000, databaseUrl: null, demo: true, dataDir: './data' });
  });

  it('leaves demo content out on PostgreSQL unless it is asked for', () => {
    const DATABASE_URL = 'postgres://localhost/galley';
    expect(readConfig({ DATABASE_URL }).demo).toBe(false);
    expect(readConfig({ DATABASE_URL, DEMO: 'on' }).demo).toBe(true);
  });

  it('takes an empty variable for an absent one', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: '' })).toMatchObject({ port: 3000, databaseUrl: null });
  });

  it('keeps only the origin of a public URL', () => {
    expect(readConfig({ PUBLIC_URL: 'https://desk.example/' }).publicUrl).toBe('https://desk.example');
  });

  it('sends e-mail only where it has a server and a sender', () => {
    const SMTP_URL = 'smtps://desk:secret@mail.example';
    expect(readConfig({ MAIL_FROM: 'desk@paper.example' }).mail).toBeNull();
    expect(() => readConfig({ SMTP_URL })).toThrow(/^MAIL_FROM[^\n]*$/);
    expect(readConfig({ SMTP_URL, MAIL_FROM: '"The Paper" <desk@paper.example>' }).mail).toEqual({
      smtpUrl: SMTP_URL,
      from: { name: 'The Paper', address: 'desk@paper.example' },
    });
  });

  it('keeps pictures where its settings say, which have to belong together', () => {
    const bucket = { PICTURE_PLACE: 'bucket', PICTURE_BUCKET: 'desk-pictures' };
    expect(readConfig({}).pictures).toEqual({ place: 'database', folder: null, bucket: null });
    expect(readConfig({ PICTURE_PLACE: 'folder', PICTURE_FOLDER: '/srv/pictures' }).pictures).toEqual({
      ...{ place: 'folder', folder: '/srv/pictures', bucket: null },
    });
    expect(readConfig({ ...bucket, PICTURE_BUCKET_PREFIX: 'a/b/' }).pictures.bucket).toEqual({
      ...{ name: 'desk-pictures', endpoint: null, region: 'us-east-1', prefix: 'a/b/', credentials: null },
    });
    for (const [setting, settings] of [
      ['PICTURE_PLACE', { PICTURE_PLACE: 'attic' }],
      ['PICTURE_FOLDER', { PICTURE_PLACE: 'folder' }],
      ['PICTURE_BUCKET', { PICTURE_PLACE: 'bucket' }],
      ['PICTURE_BUCKET', { ...bucket, PICTURE_BUCKET: 'Desk Pictures' }],
      ['PICTURE_BUCKET_ENDPOINT', { PICTURE_BUCKET_ENDPOINT: 'https://s3.example' }],
      ['PICTURE_BUCKET_ENDPOINT', { ...bucket, PICTURE_BUCKET_ENDPOINT: 's3.example' }],
      ['PICTURE_BUCKET_REGION', { ...bucket, PICTURE_BUCKET_REGION: 'the north' }],
      ['PICTURE_BUCKET_PREFIX', { ...bucket, PICTURE_BUCKET_PREFIX: '/desk' }],
      ['PICTURE_BUCKET_SECRET', { ...bucket, PICTURE_BUCKET_KEY_ID: 'desk' }],
      ['PICTURE_BUCKET_KEY_ID', { ...bucket, PICTURE_BUCKET_SECRET: 'hush' }],
    ] as const)
      expect(() => readConfig(settings)).toThrow(new RegExp(`^${setting}: [^\\n]*$`));
  });

  it('takes an OpenID Connect provider whose settings belong together', () => {
    const given = { OIDC_ISSUER: 'https://id.example', OIDC_CLIENT_ID: 'galley', OIDC_CLIENT_SECRET: 'hush' };
    expect(readConfig({}).provider).toBeNull();
    expect(readConfig(given)).toMatchObject({
      passwords: true,
      provider: { label: 'id.example', roles: null },
    });
    const roles = { OIDC_ROLE_CLAIM: 'groups' };
    const mapped = { ...given, ...roles, OIDC_ROLES: 'cn=desk=admin, *=viewer', PASSWORDS: 'off' };
    expect(readConfig(mapped)).toMatchObject({
      passwords: false,
      provider: {
        roles: {
          claim: 'groups',
          roles: [
            ['cn=desk', 'admin'],
            ['*', 'viewer'],
          ],
        },
      },
    });
    expect(readConfig({ ...given, OIDC_ISSUER: 'http://localhost:4000/realm' }).provider).not.toBeNull();
    for (const [setting, settings] of [
      ['OIDC_ISSUER', { ...given, OIDC_ISSUER: 'http://id.example' }],
      ['OIDC_CLIENT_ID', { OIDC_ISSUER: 'https://id.example' }],
      ['OIDC_CLIENT_SECRET', { OIDC_CLIENT_SECRET: 'hush' }],
      ['OIDC_ROLES', { ...given, OIDC_ROLE_CLAIM: 'groups' }],
      ['OIDC_ROLES', { ...given, ...roles, OIDC_ROLES: 'desk=king' }],
      ['OIDC_ROLE_CLAIM', { ...given, OIDC_ROLES: '*=viewer' }],
      ['PASSWORDS', { PASSWORDS: 'off' }],
    ] as const)
      expect(() => readConfig(settings)).toThrow(new RegExp(`^${setting}: [^\n]*$`));
  });

  it('lets webhooks go to, and pictures come from, no host within the house that is not named', () => {
    expect(readConfig({}).webhookAllow).toEqual([]);
    expect(readConfig({ WEBHOOK_ALLOW: 'Build.lan, 127.0.0.1, ::1' }).webhookAllow).toEqual([
      'build.lan',
      '127.0.0.1',
      '[::1]',
    ]);
    expect(readConfig({ PICTURE_ALLOW: 'Pictures.lan' }).pictureAllow).toEqual(['pictures.lan']);
  });

  it.each([
    ['PORT', 'eighty'],
    ['PORT', '70000'],
    ['DATABASE_URL', 'mysql://localhost/galley'],
    ['REDIS_URL', 'localhost:6379'],
    ['PUBLIC_URL', 'desk.example'],
    ['PUBLIC_URL', 'https://desk.example/galley'],
    ['ALLOWED_ORIGINS', 'https://a.example,nonsense'],
    ['SECRET', 'short'],
    ['DEMO', 'maybe'],
    ['TRUST_PROXY', '-1'],
    ['LOG_LEVEL', 'loud'],
    ['SHUTDOWN_SECONDS', '0'],
    ['SMTP_URL', 'mail.example:25'],
    ['MAIL_FROM', 'The desk'],
    ['MAIL_FROM', 'desk@paper.example, all@paper.example'],
    ['MAIL_WAIT_SECONDS', '-1'],
    ['LANGUAGETOOL_URL', 'languagetool:8010'],
    ['LANGUAGETOOL_URL', 'http://desk:50%@languagetool:8010'],
    ['WEBHOOK_ALLOW', 'http://build.lan'],
    ['WEBHOOK_ALLOW', 'build.lan:8080'],
    ['WEBHOOK_ALLOW', 'build.lan,'],
  ])('refuses %s=%s in one line that names the variable', (name, value) => {
    const read = () => readConfig({ [name]: value });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(new RegExp(`^${name}[^\\n]*$`));
  });
});
