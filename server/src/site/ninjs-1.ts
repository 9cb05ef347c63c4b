// ninjs 1.7, for programs that read the first generation of the format: the same facts as in the newest version, which puts into
// lists what this one has in names (iptc.org/std/ninjs).

/** What a newer item says, as `ninjs.ts` writes it. */
type Item = Record<string, unknown>;

const standard = {
  name: 'ninjs',
  version: '1.7',
  schema: 'http://www.iptc.org/std/ninjs/ninjs-schema_1.7.json#',
};

/** What has another name and the same value. */
const renamed: Record<string, string> = {
  uri: 'uri',
  type: 'type',
  version: 'version',
  firstCreated: 'firstcreated',
  versionCreated: 'versioncreated',
  pubStatus: 'pubstatus',
  language: 'language',
  copyrightHolder: 'copyrightholder',
  by: 'byline',
  slugline: 'slugline',
  edNote: 'ednote',
  digitalSourceType: 'digitalsourcetype',
};

/** An item of version 3 in version 1.7. */
export function ninjs1(item: Item): Item {
  return { ...written(item), $standard: standard };
}

function written(item: Item): Item {
  const names = Object.entries(renamed).flatMap(([from, to]) => (from in item ? [[to, item[from]]] : []));
  const bodies = list(item.bodies);
  return {
    ...Object.fromEntries(names),
    ...('representationType' in item && {
      representationtype: item.representationType === 'full' ? 'complete' : 'incomplete',
    }),
    ...headlines(list(item.headlines)),
    ...byName(list(item.descriptions), ({ role, value }) => [`description_${role}`, value]),
    ...byName(bodies, ({ value }) => ['body_html', value]),
    ...(typeof bodies[0]?.wordCount === 'number' && { wordcount: bodies[0].wordCount }),
    ...ifAny('subject', list(item.subjects).map(concept)),
    ...ifAny('infosource', list(item.infoSources).map(concept)),
    ...ifAny(
      'renditions',
      byName(list(item.renditions), ({ name, ...one }) => [name, rendition(one)]),
    ),
    ...ifAny(
      'associations',
      byName(list(item.associations), ({ name, ...one }) => [name, written(one)]),
    ),
    ...ifAny(
      'altids',
      byName(list(item.altIds), ({ role, value }) => [role, value]),
    ),
  };
}

/** The main headline has a name of its own. */
function headlines(all: readonly Item[]): Item {
  return byName(all, ({ role, value }) => [role === 'main' ? 'headline' : `headline_${role}`, value]);
}

/** Its address in two parts: the list that it is from, and its name there. */
function concept({ name, rel, role, uri }: Item): Item {
  const relation = rel ?? role;
  const [, scheme, code] =
    typeof uri === 'string' ? (/^(https?:\/\/[^/]+\/(?:.+\/)?)([^/]+)$/.exec(uri) ?? []) : [];
  return { name, ...(relation !== undefined && { rel: relation }), ...(code && { scheme, code }) };
}

function rendition({ href, contentType, width, height, sizeInBytes }: Item): Item {
  const facts = { href, mimetype: contentType, width, height, sizeinbytes: sizeInBytes };
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}

function list(value: unknown): Item[] {
  return Array.isArray(value) ? value : [];
}

/** Names are of letters, digits and underscores. */
function byName(all: readonly Item[], entry: (one: Item) => [unknown, unknown]): Item {
  return Object.fromEntries(
    all.map(entry).map(([name, value]) => [String(name).replace(/[^a-zA-Z0-9_]/g, '_'), value]),
  );
}

function ifAny(name: string, value: readonly unknown[] | Item): Item {
  const isEmpty = Array.isArray(value) ? value.length === 0 : Object.keys(value).length === 0;
  return isEmpty ? {} : { [name]: value };
}
