// Stories as ninjs, IPTC's news in JSON (iptc.org/std/ninjs), for programs that take news over: one at a time, and what is
// new for subscribers. Nothing but what is public, or was, is in them.
import { textSourceType } from '@galley/shared/article/machine-text.ts';
import { picturePath } from '@galley/shared/article/picture-files.ts';
import { sourceTypeAddress } from '@galley/shared/article/picture-settings.ts';
import type { ShownElsewhere } from '@galley/shared/article/search-and-social.ts';
import { slugFrom } from '@galley/shared/article/slug.ts';
import { cleanData } from '@galley/shared/text/characters.ts';
import { authorsOf } from './authors.ts';
import { fullText } from './feeds/full-text.ts';
import { sectionOf, sectionPath } from './sections.ts';
import type { Site } from './site-facts.ts';
import type { Story, WithdrawnStory } from './stories.ts';
import { articlePath, firstPublishedElsewhere, socialPicture, tagPath } from './story-items.ts';

/** The newest version of the format. Its schema refuses what it does not know. */
const standard = {
  name: 'ninjs',
  version: '3.3',
  schema: 'http://www.iptc.org/std/ninjs/ninjs-schema_3.3.json#',
};

/** A public story. */
export function ninjsItem(site: Site, story: Story): Record<string, unknown> {
  const { feedId, number, slug, headline, summary, metadata, publishedAt, change } = story;
  const { title, description } = metadata.elsewhere;
  const first = firstPublishedElsewhere(site, story);
  const { byline, language, firstPublishedAt, tags, words } = metadata;
  const pictures = associations(site, story);
  const section = sectionOf(site, metadata);
  const subjects = [
    ...(section ? [{ name: section.name, rel: 'section', uri: site.url + sectionPath(section) }] : []),
    ...tags.map((tag) => {
      const path = slugFrom(tag, language);
      return { name: tag, rel: 'about', ...(path !== '' && { uri: site.url + tagPath(path) }) };
    }),
  ];
  const sources = authorsOf(site, metadata).map(({ name, path }) => ({
    name,
    role: 'author',
    ...(path !== null && { uri: site.url + path }),
  }));
  return cleanData({
    uri: feedId,
    type: 'text',
    representationType: 'full',
    version: String(number),
    firstCreated: firstPublishedAt,
    versionCreated: publishedAt,
    pubStatus: 'usable',
    language,
    copyrightHolder: site.name,
    ...(byline && { by: byline }),
    slugline: slug,
    ...(change && { edNote: change.note }),
    headlines: [plainText('main', headline), ...(title ? [plainText('seo', title)] : [])],
    ...((summary || description) && {
      descriptions: [
        ...(summary ? [plainText('summary', summary)] : []),
        ...(description ? [plainText('seo', description)] : []),
      ],
    }),
    bodies: [{ role: 'main', contentType: 'text/html', wordCount: words, value: fullText(site, story) }],
    ...(subjects.length > 0 && { subjects }),
    infoSources: [...sources, { name: site.name, role: 'publisher', uri: site.url }],
    ...(pictures.length > 0 && { associations: pictures }),
    ...(metadata.machineText && {
      digitalSourceType: { uri: sourceTypeAddress(textSourceType(metadata.machineText)) },
    }),
    altIds: [
      { role: 'url', value: site.url + articlePath(story) },
      ...(first === null ? [] : [{ role: 'canonical', value: first }]),
    ],
    standard,
  });
}

function plainText(role: string, value: string) {
  return { role, contentType: 'text/plain', value };
}

/** A story that was withdrawn: nothing of what it said, but that it must not be used any longer. */
export function withdrawnItem({ feedId, language, note, at }: WithdrawnStory): Record<string, unknown> {
  return cleanData({
    uri: feedId,
    type: 'text',
    representationType: 'partial',
    versionCreated: at,
    pubStatus: 'canceled',
    language,
    ...(note && { edNote: note }),
    standard,
  });
}

/** The lead picture and those of the text, in their order, and the one that was chosen for links elsewhere. */
function associations(site: Site, story: Story) {
  const social = socialPicture(story);
  return social === null
    ? picturesShown(site, story)
    : [...picturesShown(site, story), { name: 'social', ...association(site, social) }];
}

function association(site: Site, picture: NonNullable<ShownElsewhere['picture']>) {
  const { media, alt, width, height, credit, machineMade } = picture;
  const address = site.url + picturePath(media);
  return {
    uri: address,
    type: 'picture',
    ...(alt && { descriptions: [{ role: 'alternative', value: alt }] }),
    ...(credit.trim() && { by: credit.trim() }),
    renditions: [{ name: 'original', href: address, width, height }],
    ...(machineMade && { digitalSourceType: { uri: sourceTypeAddress(machineMade) } }),
  };
}

function picturesShown(site: Site, { lead, leadFile, pictures, metadata }: Story) {
  return pictures.map(({ media, credit, caption, alt }, index) => {
    const address = site.url + picturePath(media);
    const isLead = index === 0 && media === lead.media;
    const size = isLead ? metadata.lead : null;
    const machine = metadata.machineMade[media];
    const words = [
      { role: 'caption', value: caption.trim() },
      { role: 'alternative', value: alt.trim() },
    ].filter(({ value }) => value !== '');
    return {
      // Names tell associations apart, and one picture can stand in a text twice.
      name: isLead ? 'lead' : `picture-${index + 1}`,
      uri: address,
      type: 'picture',
      ...(words.length > 0 && { descriptions: words }),
      ...(credit.trim() && { by: credit.trim() }),
      renditions: [
        {
          name: 'original',
          href: address,
          ...(isLead && leadFile && { contentType: leadFile.type, sizeInBytes: leadFile.bytes }),
          ...(size && { width: size.width, height: size.height }),
        },
      ],
      ...(machine && { digitalSourceType: { uri: sourceTypeAddress(machine) } }),
    };
  });
}
