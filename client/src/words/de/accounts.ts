// The German words of signing in, of the first start, of invitations and of one’s own account.
import type { accounts as english } from '../en/accounts.ts';
import type { Translated } from '../translated.ts';

export const accounts: Translated<typeof english> = {
  signIn: {
    title: 'Anmelden',
    lead: 'Willkommen zurück in der Redaktion.',
    signedOut: 'Sie wurden abgemeldet. Ihr Text ist sicher.',
    sessionEnded:
      'Ihre Sitzung wurde beendet: Sie haben sich überall abgemeldet, Ihr Passwort wurde geändert oder neu festgelegt, oder ein Administrator hat Ihre Sitzungen beendet oder Ihren Zugang gesperrt. Melden Sie sich an und machen Sie weiter, wo Sie waren.',
    sessionOver:
      'Sie waren lange nicht hier oder haben sich in einem anderen Tab abgemeldet. Melden Sie sich an und machen Sie weiter, wo Sie waren.',
    submit: 'Anmelden',
    forgot: 'Passwort vergessen?',
    passwordSet: 'Ihr neues Passwort gilt. Melden Sie sich damit an.',
    provider: 'Mit {{provider}} anmelden',
    or: 'oder mit Passwort',
    operator: 'Sie betreiben diese Redaktion? Mit Passwort anmelden',
    leaveProvider: 'Bei {{provider}} sind Sie noch angemeldet. Auch dort abmelden',
    refused: {
      cancelled: '{{provider}} hat Sie nicht angemeldet.',
      'start-again': 'Das hat nicht geklappt oder zu lange gedauert. Versuchen Sie es noch einmal.',
      unreachable:
        '{{provider}} antwortet nicht. Versuchen Sie es gleich noch einmal oder fragen Sie die Person, die den Server betreibt.',
      unverified:
        '{{provider}} hat keine bestätigte E-Mail-Adresse von Ihnen; ohne sie kommen Sie hier nicht hinein.',
      'no-role':
        'Nichts, was {{provider}} über Sie sagt, gibt Ihnen hier eine Rolle. Fragen Sie, wer dort Ihre Gruppen verwaltet.',
      'not-invited':
        'Niemand in dieser Redaktion hat Ihre E-Mail-Adresse. Bitten Sie eine Admin-Person um eine Einladung.',
      'other-account':
        'Ihre E-Mail-Adresse gehört hier zu einem anderen Konto. Fragen Sie eine Admin-Person.',
      deactivated: 'Ihr Konto ist deaktiviert.',
    },
    demo: 'Demo-Personen',
    demoWhy: 'Diese Redaktion enthält Beispiele. Sehen Sie sich als eine dieser Personen um:',
  },
  secondStep: {
    title: 'Ihr Code',
    lead: 'Das Passwort stimmt. Geben Sie nun den Code ein, den Ihre Authenticator-App zeigt.',
    code: 'Code',
    hint: 'Sechs Ziffern. Ohne die App geht auch einer Ihrer Wiederherstellungscodes, jeder einmal.',
    submit: 'Weiter',
    back: 'Als jemand anderes anmelden',
    over: 'Das hat zu lange gedauert, oder zu viele Codes waren falsch. Geben Sie Ihr Passwort noch einmal ein.',
    noHelp:
      'Weder App noch Wiederherstellungscodes? Ein Administrator kann Ihren zweiten Faktor zurücksetzen.',
  },
  factorFirst: {
    title: 'Noch ein Schritt',
    lead: 'Diese Redaktion verlangt einen zweiten Faktor, {{name}}: eine Authenticator-App, deren Codes Sie beim Anmelden angeben. Richten Sie ihn ein, um weiterzumachen.',
    leadPasskey:
      'Diese Redaktion verlangt einen zweiten Faktor, {{name}}. Ihrer ist ein Passkey: Nehmen Sie ihn, um weiterzumachen.',
    which: 'Welcher zweite Faktor',
    app: 'Authenticator-App',
    passkey: 'Passkey',
    signOut: 'Abmelden',
  },
  passkeys: {
    title: 'Passkeys',
    why: 'Melden Sie sich mit Finger, Gesicht oder einer PIN dieses Geräts an, ohne Passwort. Ein Passkey zählt als zweiter Faktor.',
    add: 'Passkey hinzufügen',
    name: 'Name',
    nameHint: 'Woran Sie das Gerät erkennen, etwa „Telefon“.',
    make: 'Anlegen',
    done: 'Der Passkey ist hinzugefügt.',
    unconfirmed:
      'Es wurde kein Passkey angelegt: Er wurde nicht bestätigt, oder dieses Gerät hat schon einen für Sie.',
    added: 'Hinzugefügt am {{date}}',
    rename: '{{name}} umbenennen',
    remove: '{{name}} entfernen',
    removed: 'Der Passkey ist entfernt. Löschen Sie ihn auch auf Ihrem Gerät.',
    signIn: 'Mit einem Passkey anmelden',
    none: 'Dieser Browser hat keinen Passkey für diese Redaktion oder kann ihn hier nicht verwenden. Melden Sie sich anders an.',
  },
  setUp: {
    title: 'Die Redaktion einrichten',
    lead: 'Hier ist noch niemand. Sie werden Administrator und laden alle anderen ein.',
    token: 'Einrichtungscode',
    tokenHint: 'Er steht auf der Konsole, auf der Galley gestartet wurde.',
    submit: 'Redaktion einrichten',
  },
  invite: {
    title: 'Der Redaktion beitreten',
    lead: '{{name}} lädt Sie ein. Ihre Rolle: {{role}}.',
    submit: 'Beitreten',
    gone: 'Diese Einladung gilt nicht mehr. Bitten Sie um eine neue.',
    toSignIn: 'Zur Anmeldung',
  },
  forgot: {
    title: 'Passwort vergessen?',
    lead: 'Nennen Sie die E-Mail-Adresse, mit der Sie sich anmelden. Sie erhalten einen Link, mit dem Sie ein neues Passwort festlegen.',
    submit: 'Link schicken',
    sent: 'Wenn jemand in dieser Redaktion die Adresse {{email}} hat, ist ein Link dorthin unterwegs.',
    sentHint:
      'Er gilt eine Stunde. Nichts angekommen? Sehen Sie im Spam nach, oder bitten Sie einen Administrator um einen Link.',
    again: 'An eine andere Adresse schicken',
    noMail:
      'Diese Redaktion verschickt keine E-Mails. Fragen Sie einen Administrator: Unter „Personen“ lässt sich ein Link erstellen, mit dem Sie ein neues Passwort festlegen.',
    noAdmin:
      'Sie sind der einzige Administrator? Wer den Server betreibt, legt auf der Kommandozeile ein neues Passwort fest:',
    toSignIn: 'Zurück zur Anmeldung',
  },
  reset: {
    title: 'Neues Passwort festlegen',
    lead: 'Für {{name}}. Sie werden überall abgemeldet und melden sich mit dem neuen Passwort an.',
    password: 'Neues Passwort',
    submit: 'Passwort festlegen',
    gone: 'Dieser Link gilt nicht mehr: Er wurde schon benutzt, oder seine Zeit ist abgelaufen. Fordern Sie einen neuen an.',
    askAgain: 'Neuen Link anfordern',
  },
  profile: {
    title: 'Profil',
    aboutYou: 'Über Sie',
    color: 'Cursorfarbe',
    language: 'Sprache der Oberfläche',
    clock: 'Uhrzeiten',
    clockOwn: 'Wie in der Sprache üblich ({{time}})',
    clock12: '12 Stunden ({{time}})',
    clock24: '24 Stunden ({{time}})',
    namedPublicly: 'Mich auf öffentlichen Seiten nennen',
    namedPubliclyWhy:
      'Zu jedem veröffentlichten Text steht, wer ihn geschrieben und freigegeben hat. Ohne Häkchen sind Sie dort „die Redaktion“. Was schon veröffentlicht ist, bleibt, wie es war.',
    picture: 'Bild',
    choose: 'Bild wählen',
    removePicture: 'Bild entfernen',
    saved: 'Ihr Profil ist gesichert.',
    password: 'Passwort',
    current: 'Jetziges Passwort',
    new: 'Neues Passwort',
    change: 'Passwort ändern',
    changed: 'Ihr Passwort ist geändert. Überall sonst sind Sie abgemeldet.',
    factor: 'Zweiter Faktor',
    factorOff:
      'Wer Ihr Passwort kennt, kann sich anmelden. Mit einem zweiten Faktor ist dazu auch ein Code Ihres Telefons nötig.',
    factorOn: 'Beim Anmelden werden Sie nach einem Code Ihrer Authenticator-App gefragt.',
    factorRequired:
      'Beim Anmelden werden Sie nach einem Code Ihrer Authenticator-App gefragt. Diese Redaktion verlangt das; ausschalten lässt es sich nicht.',
    factorBegin: 'Einrichten',
    factorPassword: 'Ihr Passwort',
    factorWrong: 'Das ist nicht Ihr Passwort.',
    factorScan: 'Scannen Sie dies mit einer Authenticator-App, etwa der Ihres Passwortmanagers.',
    factorQr: 'QR-Code für eine Authenticator-App',
    factorSecret: 'Oder tippen Sie diesen Schlüssel ab',
    factorKeep:
      'Wiederherstellungscodes: Mit jedem melden Sie sich einmal ohne die App an. Bewahren Sie sie dort auf, wo Sie sie ohne Ihr Telefon finden; sie werden nur jetzt gezeigt.',
    factorCopy: 'Wiederherstellungscodes kopieren',
    factorCopied: 'Kopiert',
    factorKept: 'Ich habe die Wiederherstellungscodes aufbewahrt',
    factorCode: 'Code, den die App jetzt zeigt',
    factorConfirm: 'Einschalten',
    factorConfirmed: 'Der zweite Faktor ist eingeschaltet.',
    factorRenew: 'Neue Wiederherstellungscodes',
    factorEnd: 'Ausschalten',
    factorEnded: 'Der zweite Faktor ist ausgeschaltet.',
    factorDone: 'Fertig',
    sessions: 'Sitzungen',
    sessionsWhy:
      'Hier sind Sie angemeldet. Beenden Sie, was Sie nicht kennen, und ändern Sie dann Ihr Passwort.',
    browserOn: '{{browser}} auf {{system}}',
    unknownBrowser: 'Unbekannter Browser',
    thisSession: 'diese',
    signedInAt: 'Angemeldet {{date}}',
    seen: 'zuletzt benutzt',
    end: 'Abmelden',
    endOne: '{{browser}} abmelden, angemeldet {{date}}',
    ended: 'Diese Sitzung ist beendet.',
    elsewhere: 'Überall sonst abmelden',
    endedElsewhere: 'Überall sonst sind Sie abgemeldet.',
    everywhere: 'Überall abmelden',
  },
  field: {
    name: 'Name',
    email: 'E-Mail-Adresse',
    password: 'Passwort',
    passwordHint: 'Mindestens 10 Zeichen.',
  },
};
