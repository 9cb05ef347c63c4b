// The German words of what stands around every page: header, menus, palette, problems, times.
import type { app as english } from '../en/app.ts';
import type { Translated } from '../translated.ts';

export const app: Translated<typeof english> = {
  name: 'Galley',
  skipToContent: 'Zum Inhalt springen',
  loading: 'Lädt …',
  retry: 'Noch einmal versuchen',
  cancel: 'Abbrechen',
  save: 'Speichern',
  close: 'Schließen',
  undo: 'Rückgängig',
  language: { en: 'Englisch', de: 'Deutsch' },
  time: { past: 'Diese Zeit ist vorbei.', far: 'Das ist mehr als zwei Jahre hin.' },
  nav: {
    label: 'Hauptnavigation',
    desk: 'Redaktion',
    pictures: 'Bilder',
    people: 'Personen',
    templates: 'Vorlagen',
    houseStyle: 'Hausstil',
    audit: 'Protokoll',
    webhooks: 'Webhooks',
    siteSettings: 'Website',
    authors: 'Autoren',
    site: 'Öffentliche Seite',
    menu: 'Menü',
    home: 'Galley, zur Redaktion',
  },
  account: {
    menu: 'Ihr Konto: {{name}}',
    profile: 'Profil',
    language: 'Sprache',
    theme: 'Darstellung',
    light: 'Hell',
    dark: 'Dunkel',
    system: 'System',
    unsentTitle: 'Ein Teil Ihrer Arbeit liegt nur auf diesem Gerät',
    unsentText:
      'Text, Kommentare oder Vorschläge wurden noch nicht an den Server gesendet, ein Kommentar ist nur begonnen, oder Text liegt bei den geretteten Texten. Beim Abmelden wird das auf diesem Gerät gelöscht.',
    unsentSignOut: 'Löschen und abmelden',
    signOut: 'Abmelden',
  },
  role: { admin: 'Admin', editor: 'Redaktion', reviewer: 'Prüfung', viewer: 'Nur lesen' },
  palette: {
    open: 'Suchen oder Befehl …',
    keys: 'Strg K',
    label: 'Suche und Befehle',
    placeholder: 'Artikel, Abschnitt oder Befehl suchen …',
    articles: 'Artikel',
    meant: 'Artikel zu „{{query}}“',
    actions: 'Befehle',
    goTo: 'Gehe zu',
    settings: 'Einstellungen',
    empty: 'Keine Treffer für „{{query}}“.',
    searching: 'Sucht …',
    newArticle: 'Neuer Artikel',
    siteSettings: 'Einstellungen der Website',
    import: 'Artikel importieren',
    archive: 'Archivierte Artikel',

    theme: 'Darstellung: {{theme}}',
    language: 'Sprache: {{language}}',
  },
  faces: {
    here_one: '{{names}} ist hier',
    here_other: '{{names}} sind hier',
  },
  offline: {
    banner: 'Sie sind offline und sehen den zuletzt geladenen Stand.',
  },
  update: {
    title: 'Es gibt eine neuere Version von Galley',
    text: 'Laden Sie die Seite neu, um damit weiterzuarbeiten.',
    reload: 'Neu laden',
  },
  notFound: {
    title: 'Seite nicht gefunden',
    text: 'Unter dieser Adresse gibt es nichts. Vielleicht wurde etwas verschoben oder der Link ist unvollständig.',
    home: 'Zur Redaktion',
  },
  notAllowed: {
    title: 'Nicht für Ihre Rolle',
    text: 'Ihre Rolle in dieser Redaktion öffnet diese Seite nicht. Eine Admin-Person kann das ändern.',
  },
  pageChanged:
    'Der Browser oder eine Erweiterung hatte die Seite verändert; sie wurde neu aufgebaut. Es ging nichts verloren.',
  failure: {
    title: 'Etwas ist schiefgegangen',
    text: 'Die Seite kann nicht gezeigt werden. Was Sie geschrieben haben, bewahrt der Editor auf; es geht dadurch nicht verloren.',
    details: 'Technische Einzelheiten',
  },
  problem: {
    'not-signed-in': 'Sie sind abgemeldet. Melden Sie sich an, um weiterzumachen.',
    'wrong-code': 'Dieser Code ist nicht richtig oder wurde schon benutzt. Warten Sie auf den nächsten.',
    'wrong-credentials': 'Die E-Mail-Adresse oder das Passwort stimmt nicht.',
    deactivated: 'Dieses Konto ist deaktiviert. Eine Admin-Person kann es wieder aktivieren.',
    'not-allowed': 'Ihre Rolle erlaubt das nicht.',
    'not-found': 'Das gibt es nicht oder nicht mehr.',
    'wrong-method': 'Das lässt sich hier nicht tun.',
    gone: 'Das ist nicht mehr da.',
    'invalid-input': 'Eine Eingabe ist ungültig.',
    'malformed-json':
      'Der Server konnte die Anfrage nicht lesen. Laden Sie die Seite neu und versuchen Sie es noch einmal.',
    'too-large': 'Das ist zu groß.',
    'too-many-requests':
      'Zu viele Versuche in kurzer Zeit. Warten Sie einen Moment und versuchen Sie es noch einmal.',
    'second-factor-required':
      'Dafür ist ein zweiter Faktor nötig. Richten Sie ihn zuerst auf Ihrer Profilseite ein.',
    'passwords-off':
      'Passwörter sind in dieser Redaktion abgeschaltet: Man meldet sich mit dem Konto der Organisation an.',
    'wrong-passkey': 'Mit diesem Passkey kann man sich hier nicht anmelden, oder er ist schon hinzugefügt.',
    sealed: 'Freigegebene Abschnitte sind gesperrt, bis sie wieder geöffnet werden.',
    'too-many-threads':
      'Der Artikel hat so viele offene Kommentare, wie er haben kann. Erledigen Sie zuerst einige davon.',
    conflict: 'Das wurde inzwischen geändert. Laden Sie neu und versuchen Sie es noch einmal.',
    'text-changed': 'Der Text hat sich geändert, seit Sie ihn gelesen haben. Lesen Sie ihn noch einmal.',
    'own-text': 'Diesen Text haben Sie allein geschrieben; jemand anderes muss ihn freigeben.',
    'weak-password':
      'Dieses Passwort ist leicht zu erraten. Nehmen Sie mehrere Wörter, die nicht zusammengehören, oder lassen Sie den Browser eines vorschlagen.',
    'email-taken': 'Diese E-Mail-Adresse gehört schon zu jemandem in dieser Redaktion.',
    'own-account': 'Das geht nicht mit dem eigenen Konto. Eine andere Admin-Person kann es tun.',
    'foreign-origin':
      'Diese Redaktion ist für eine andere Adresse eingerichtet als die, die Sie geöffnet haben; deshalb wurde die Anfrage abgelehnt. Wer Galley betreibt, kann PUBLIC_URL oder ALLOWED_ORIGINS auf diese Adresse setzen.',
    'upgrade-required':
      'Die Verbindung zum Server wurde unterwegs verändert. Ein Proxy muss WebSockets weiterleiten.',
    'unsupported-media': 'Diese Art Datei wird nicht unterstützt.',
    'unreadable-file': 'Die Datei lässt sich nicht lesen; vielleicht ist sie beschädigt.',
    archived: 'Der Artikel ist im Archiv. Holen Sie ihn zurück, um ihn zu ändern.',
    'quota-reached':
      'Sie haben so viel hochgeladen, wie eine Person an einem Tag kann. Versuchen Sie es morgen wieder.',
    'not-ready': 'Der Artikel ist dafür noch nicht bereit.',
    'unreadable-article':
      'Die letzten Änderungen an diesem Artikel sind nicht lesbar. Solange niemand aus der Administration im letzten guten Stand fortfährt, lässt er sich nicht ändern.',
    'setup-required': 'Die Redaktion ist noch nicht eingerichtet.',
    'pictures-unavailable':
      'Der Speicher der Bilder antwortet nicht. Nichts geht verloren; versuchen Sie es in ein paar Minuten noch einmal.',
    'storage-unavailable':
      'Die Datenbank antwortet nicht. Nichts geht verloren; versuchen Sie es gleich noch einmal.',
    busy: 'Der Server hat gerade zu viel zu tun. Nichts geht verloren; versuchen Sie es gleich noch einmal.',
    internal: 'Auf dem Server ist etwas schiefgegangen. Versuchen Sie es gleich noch einmal.',
    quote: 'Wenn es wieder geschieht, nennen Sie diese Nummer: {{id}}',
    unreachable: 'Der Server antwortet nicht. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.',
    unexpected: 'Etwas Unerwartetes ist passiert. Laden Sie die Seite neu und versuchen Sie es noch einmal.',
  },
};
