// The English words of the help: keys, states, the tour, the guide.
export const help = {
  menu: 'Help',
  keys: {
    title: 'Keyboard shortcuts',
    open: 'Open',
    everywhere: 'Everywhere',
    palette: 'Search or jump to …',
    sheet: 'This list',
    close: 'Close what is open',
    board: 'On the desk',
    next: 'Next article',
    select: 'Select the article at its checkbox',
    range: 'Select all up to it',
    unselect: 'Clear the selection',
  },
  states: {
    title: 'What the states mean',
    articles: 'Articles',
    sections: 'Sections of an article',
    stage: {
      draft: 'It is being written.',
      review: 'The text stands and is being checked. Sections can be approved or returned.',
      ready: 'Everything that the template asks for is approved. An admin can publish it.',
      scheduled: 'It is published by itself at its time, if it is still ready then.',
      published:
        'Readers see its latest revision. Later edits stay at the desk until they are published too.',
      withdrawn: 'It was public once. Its page says that it was withdrawn.',
    },
    section: {
      open: 'It is being written, or was returned with a note.',
      ready: 'Its author says that it can be judged.',
      approved:
        'Someone approved exactly this text. Nothing can be typed in it until it is reopened with a reason.',
    },
    returned: 'If an approved text changes by any way, its approval ends and the section is open again.',
  },
  tour: {
    take: 'Take the tour',
    label: 'A tour through the desk',
    count: 'Step {{at}} of {{of}}',
    skip: 'Skip the tour',
    back: 'Back',
    next: 'Next',
    done: 'Get started',
    board: {
      title: 'Welcome to the desk',
      text: 'Every article is a card here and moves from “Draft” to “Published”. A card says who has it, when it is due, what is approved and who is in it right now.',
    },
    article: {
      title: 'Start or import an article',
      text: 'A template gives its sections. Everybody writes in them at once; each section is marked ready, and someone else approves it.',
      readerTitle: 'Open an article',
      readerText:
        'You see the text while it is being written. Each section says whether it is open, ready for review or approved.',
    },
    search: {
      title: 'Find anything',
      text: 'Search articles or jump to a section, a command or a page from here. The keys shown on the button do the same from everywhere.',
    },
    help: {
      title: 'Help is here',
      text: 'Keyboard shortcuts, what the states mean, the guide, and this tour. The bell beside it tells you when someone needs you.',
    },
  },
  guide: {
    title: 'Guide',
    lead: 'How a newsroom works with Galley, in six short chapters.',
    chapters: 'Chapters',
    write: {
      title: 'Write together',
      text: 'Open an article and type: everybody sees everybody’s cursor. “Saved” in the header means that the server has written down what you typed. Without a connection you write on, and it is sent when the connection is back.\nType / at the start of a line to insert a block. Words that are selected can be formatted, linked or commented on.\nWhat the server does not accept, such as text in a section that was approved in the meantime, is kept for you in the tray of rescued text.',
    },
    sections: {
      title: 'Sections, readiness and approval',
      text: 'A section is assigned, marked ready, approved, or returned with a note. An approval is for exactly the text that was read: the section is sealed until someone reopens it with a reason. Nobody approves what they wrote alone.\nOn the desk an article has an assignee and a due date. Select several articles to assign, date or archive them together.',
    },
    talk: {
      title: 'Comments and suggestions',
      text: 'Comment on words, a block, a section or the whole article, and mention people with @. A comment can hold up the publication.\nSwitch to “Suggesting” to change the text without changing it: editors accept or reject what you propose.',
    },
    back: {
      title: 'Look back',
      text: 'The history shows who worked where. Compare any moment with now, keep a version under a name, and restore a section or the whole article.',
    },
    publish: {
      title: 'Publish',
      text: 'The publishing panel lists what is still missing and leads to each place. Admins publish a revision, now or at a set time, see word by word what differs from the public page, add a correction note, and can withdraw the article.',
    },
    find: {
      title: 'Search',
      text: 'The search finds other forms of a word and parts of compounds. Put phrases in quotes, and a minus before what is to be left out. Where nothing is found, it offers what you may have meant.',
    },
  },
} as const;
