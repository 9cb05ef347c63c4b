// The German words of the help: keys, states, the tour, the guide.
import type { help as english } from '../en/help.ts';
import type { Translated } from '../translated.ts';

export const help: Translated<typeof english> = {
  menu: 'Hilfe',
  keys: {
    title: 'Tastenkürzel',
    open: 'Öffnen',
    everywhere: 'Überall',
    palette: 'Suchen oder Befehl …',
    sheet: 'Diese Liste',
    close: 'Schließen, was offen ist',
    board: 'In der Redaktion',
    next: 'Nächster Artikel',
    select: 'Artikel an seinem Kästchen auswählen',
    range: 'Alle bis dorthin auswählen',
    unselect: 'Auswahl aufheben',
  },
  states: {
    title: 'Was die Zustände bedeuten',
    articles: 'Artikel',
    sections: 'Abschnitte eines Artikels',
    stage: {
      draft: 'Er wird geschrieben.',
      review: 'Der Text steht und wird geprüft. Abschnitte können freigegeben oder zurückgegeben werden.',
      ready: 'Alles, was die Vorlage verlangt, ist freigegeben. Admins können ihn veröffentlichen.',
      scheduled: 'Er erscheint zu seiner Zeit von selbst, wenn er dann noch bereit ist.',
      published:
        'Man liest seine letzte Fassung. Spätere Änderungen bleiben in der Redaktion, bis auch sie veröffentlicht werden.',
      withdrawn: 'Er war einmal öffentlich. Seine Seite sagt, dass er zurückgezogen wurde.',
    },
    section: {
      open: 'Er wird geschrieben, oder er wurde mit einer Notiz zurückgegeben.',
      ready: 'Wer ihn geschrieben hat, hält ihn für prüfbar.',
      approved:
        'Jemand hat genau diesen Text freigegeben. Bis der Abschnitt mit einem Grund wieder geöffnet wird, lässt sich darin nichts tippen.',
    },
    returned:
      'Ändert sich ein freigegebener Text, auf welchem Weg auch immer, endet die Freigabe, und der Abschnitt ist wieder offen.',
  },
  tour: {
    take: 'Rundgang machen',
    label: 'Ein Rundgang durch die Redaktion',
    count: 'Schritt {{at}} von {{of}}',
    skip: 'Überspringen',
    back: 'Zurück',
    next: 'Weiter',
    done: 'Loslegen',
    board: {
      title: 'Willkommen in der Redaktion',
      text: 'Jeder Artikel ist hier eine Karte und wandert von „Entwurf“ zu „Veröffentlicht“. Eine Karte sagt, wer ihn hat, wann er fällig ist, was freigegeben ist und wer gerade darin arbeitet.',
    },
    article: {
      title: 'Artikel anlegen oder importieren',
      text: 'Eine Vorlage gibt die Abschnitte vor. Alle schreiben gleichzeitig darin; jeder Abschnitt wird als bereit gemeldet, und jemand anderes gibt ihn frei.',
      readerTitle: 'Einen Artikel öffnen',
      readerText:
        'Sie sehen den Text, während er entsteht. Jeder Abschnitt sagt, ob er offen, bereit zur Prüfung oder freigegeben ist.',
    },
    search: {
      title: 'Alles finden',
      text: 'Von hier aus suchen Sie Artikel oder springen zu einem Abschnitt, einem Befehl oder einer Seite. Die Tasten auf dem Knopf tun überall dasselbe.',
    },
    help: {
      title: 'Hier ist Hilfe',
      text: 'Tastenkürzel, was die Zustände bedeuten, die Anleitung und dieser Rundgang. Die Glocke daneben meldet, wenn Sie gebraucht werden.',
    },
  },
  guide: {
    title: 'Anleitung',
    lead: 'Wie eine Redaktion mit Galley arbeitet, in sechs kurzen Kapiteln.',
    chapters: 'Kapitel',
    write: {
      title: 'Gemeinsam schreiben',
      text: 'Öffnen Sie einen Artikel und tippen Sie: Alle sehen die Schreibmarken der anderen. „Gesichert“ im Kopf heißt, dass der Server festgehalten hat, was Sie getippt haben. Ohne Verbindung schreiben Sie weiter; gesendet wird, sobald sie wieder da ist.\nEin / am Anfang einer Zeile fügt einen Block ein. Ausgewählte Wörter lassen sich formatieren, verlinken und kommentieren.\nWas der Server nicht annimmt, etwa Text in einem inzwischen freigegebenen Abschnitt, wird in der Ablage für geretteten Text für Sie aufgehoben.',
    },
    sections: {
      title: 'Abschnitte, Prüfung und Freigabe',
      text: 'Ein Abschnitt wird zugewiesen, als bereit gemeldet, freigegeben oder mit einer Notiz zurückgegeben. Eine Freigabe gilt genau dem Text, der gelesen wurde: Der Abschnitt ist versiegelt, bis ihn jemand mit einem Grund wieder öffnet. Niemand gibt frei, was er allein geschrieben hat.\nIn der Redaktion hat ein Artikel eine zuständige Person und eine Frist. Wählen Sie mehrere Artikel aus, um sie zusammen zuzuweisen, zu befristen oder zu archivieren.',
    },
    talk: {
      title: 'Kommentare und Vorschläge',
      text: 'Kommentieren Sie Wörter, einen Block, einen Abschnitt oder den ganzen Artikel, und nennen Sie andere mit @. Ein Kommentar kann die Veröffentlichung aufhalten.\nIm Modus „Vorschlagen“ ändern Sie den Text, ohne ihn zu ändern: Wer redigiert, nimmt Ihre Vorschläge an oder lehnt sie ab.',
    },
    back: {
      title: 'Zurückblicken',
      text: 'Der Verlauf zeigt, wer woran gearbeitet hat. Vergleichen Sie jeden Zeitpunkt mit jetzt, sichern Sie eine Version unter einem Namen, und stellen Sie einen Abschnitt oder den ganzen Artikel wieder her.',
    },
    publish: {
      title: 'Veröffentlichen',
      text: 'Das Feld zum Veröffentlichen nennt, was noch fehlt, und führt zu jeder Stelle. Admins veröffentlichen eine Fassung, sofort oder zu einer festen Zeit, sehen Wort für Wort, was sich von der öffentlichen Seite unterscheidet, fügen einen Korrekturhinweis hinzu und können zurückziehen.',
    },
    find: {
      title: 'Suchen',
      text: 'Die Suche findet andere Formen eines Wortes und Teile von Komposita. Setzen Sie Wortfolgen in Anführungszeichen und ein Minus vor das, was fehlen soll. Wird nichts gefunden, schlägt sie vor, was gemeint sein könnte.',
    },
  },
};
