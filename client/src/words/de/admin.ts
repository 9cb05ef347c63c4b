import type { admin as english } from '../en/admin.ts';
import type { Translated } from '../translated.ts';

export const admin: Translated<typeof english> = {
  title: 'Personen',
  invite: 'Einladen',
  inviteTitle: 'Jemanden einladen',
  inviteEmail: 'E-Mail-Adresse (freiwillig)',
  inviteEmailHint: 'Mit einer Adresse kann nur diese Adresse annehmen.',
  inviteRole: 'Rolle',
  createLink: 'Link erstellen',
  linkReady: 'Verschicken Sie diesen Link. Er wird nur dieses eine Mal gezeigt.',
  more: 'Mehr zu {{name}}',
  resetLink: 'Link für ein neues Passwort',
  resetTitle: 'Ein neues Passwort für {{name}}',
  resetReady:
    'Geben Sie diesen Link weiter. Er gilt einmal, bis {{date}}, und wird nur dieses eine Mal gezeigt. Niemand sonst sollte ihn bekommen: Mit ihm wird das Passwort festgelegt, und alle Sitzungen enden.',
  secondFactor: 'zweiter Faktor',
  resetFactor: 'Zweiten Faktor zurücksetzen',
  resetFactorTitle: 'Den zweiten Faktor von {{name}} zurücksetzen?',
  resetFactorText:
    'Danach genügt das Passwort zum Anmelden. Vergewissern Sie sich, dass wirklich die Person selbst darum bittet.',
  factorReset: '{{name}} meldet sich jetzt mit dem Passwort allein an.',
  endSessions: 'Überall abmelden',
  endSessionsTitle: '{{name}} überall abmelden?',
  endSessionsText:
    'Alle Sitzungen der Person enden sofort, auf jedem Gerät. Sie kann sich wieder anmelden; was sie geschrieben hat, ist sicher.',
  sessionsEnded: '{{name}} ist überall abgemeldet.',
  copy: 'Link kopieren',
  copied: 'Kopiert',
  pending: 'Offene Einladungen',
  anybody: 'Alle, die den Link haben',
  expires: 'bis {{date}}',
  revoke: 'Zurückziehen',
  name: 'Name',
  role: 'Rolle',
  roleOf: 'Rolle von {{name}}',
  lastSeen: 'Zuletzt da',
  never: 'nie',
  you: 'Sie',
  inactive: 'deaktiviert',
  deactivate: 'Deaktivieren',
  deactivateTitle: '{{name}} deaktivieren?',
  deactivateText:
    'Die Person wird sofort überall abgemeldet und kann sich nicht mehr anmelden. Was sie geschrieben hat, bleibt, und sie lässt sich wieder aktivieren.',
  activate: 'Aktivieren',
};
