// Whose content may be embedded. An embed keeps only the address; what is loaded is derived from it here, on a click.

/** An address that can be embedded, understood. */
export interface Embeddable {
  /** The provider's name, as readers know it. */
  provider: string;
  /** The address in its usual form, for a link. */
  url: string;
  /** What the frame loads. */
  frame: string;
  /** Width by height. */
  ratio: number;
}

interface Provider {
  name: string;
  hosts: readonly string[];
  ratio: number;
  /** The frame's address for a page of this provider, or null where it is no page that can be embedded. */
  frame(url: URL): string | null;
}

const id = (value: string | null | undefined, pattern: RegExp) =>
  value && pattern.test(value) ? value : null;

const providers: readonly Provider[] = [
  {
    name: 'YouTube',
    hosts: ['youtube.com', 'm.youtube.com', 'youtu.be'],
    ratio: 16 / 9,
    frame(url) {
      const [first, second] = segments(url);
      const candidate =
        url.hostname === 'youtu.be'
          ? first
          : first === 'shorts' || first === 'live' || first === 'embed'
            ? second
            : url.searchParams.get('v');
      const video = id(candidate, /^[\w-]{11}$/);
      return video && `https://www.youtube-nocookie.com/embed/${video}`;
    },
  },
  {
    name: 'Vimeo',
    hosts: ['vimeo.com'],
    ratio: 16 / 9,
    frame(url) {
      const video = id(segments(url)[0], /^\d{4,12}$/);
      return video && `https://player.vimeo.com/video/${video}?dnt=1`;
    },
  },
  {
    name: 'Spotify',
    hosts: ['open.spotify.com'],
    ratio: 2.2,
    frame(url) {
      const [kind, item] = segments(url).filter((segment) => !segment.startsWith('intl-'));
      const known = id(item, /^[0-9A-Za-z]{22}$/);
      return kind && known && ['track', 'album', 'playlist', 'artist', 'episode', 'show'].includes(kind)
        ? `https://open.spotify.com/embed/${kind}/${known}`
        : null;
    },
  },
  {
    name: 'SoundCloud',
    hosts: ['soundcloud.com'],
    ratio: 2.2,
    frame(url) {
      const path = segments(url);
      return path.length >= 2 && path.every((segment) => /^[\w-]+$/.test(segment))
        ? `https://w.soundcloud.com/player/?url=${encodeURIComponent(`https://soundcloud.com/${path.join('/')}`)}`
        : null;
    },
  },
  {
    name: 'Instagram',
    hosts: ['instagram.com'],
    ratio: 0.8,
    frame(url) {
      const [kind, post] = segments(url);
      const known = id(post, /^[\w-]{5,20}$/);
      return known && (kind === 'p' || kind === 'reel')
        ? `https://www.instagram.com/${kind}/${known}/embed`
        : null;
    },
  },
  {
    name: 'X',
    hosts: ['x.com', 'twitter.com'],
    ratio: 1,
    frame(url) {
      const [, kind, post] = segments(url);
      const known = id(post, /^\d{5,25}$/);
      return known && kind === 'status'
        ? `https://platform.twitter.com/embed/Tweet.html?id=${known}&dnt=true`
        : null;
    },
  },
  {
    name: 'Datawrapper',
    hosts: ['datawrapper.dwcdn.net'],
    ratio: 4 / 3,
    frame(url) {
      const chart = id(segments(url)[0], /^[0-9A-Za-z]{5}$/);
      return chart && `https://datawrapper.dwcdn.net/${chart}/`;
    },
  },
];

/** What an address embeds, or null where it is no https page of an allowed host. */
export function embeddable(address: string): Embeddable | null {
  if (address.length > 2000 || !URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.protocol !== 'https:' || url.username !== '' || url.port !== '') return null;
  const host = url.hostname.replace(/^www\./, '');
  const provider = providers.find(({ hosts }) => hosts.includes(host));
  const frame = provider?.frame(url) ?? null;
  return provider && frame !== null
    ? { provider: provider.name, url: url.href, frame, ratio: provider.ratio }
    : null;
}

/** The names of all providers, to tell people what can be embedded. */
export const embedProviders: readonly string[] = providers.map((provider) => provider.name);

function segments(url: URL): string[] {
  return url.pathname.split('/').filter(Boolean);
}
