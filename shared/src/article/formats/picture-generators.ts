// Names of programs that make pictures. A line that names one is a picture's credit and no byline.

/** In lower case; versions and variants may follow, as in `Flux Schnell` or `DALL-E 3`. */
const generators = [
  'adobe firefly',
  'bing image creator',
  'chatgpt',
  'craiyon',
  'dall-e',
  'dall·e',
  'dalle',
  'deepai',
  'dreamstudio',
  'firefly',
  'flux',
  'gpt image',
  'gpt-image',
  'grok imagine',
  'hunyuan image',
  'ideogram',
  'imagen',
  'kandinsky',
  'krea',
  'leonardo ai',
  'leonardo.ai',
  'midjourney',
  'nano banana',
  'nightcafe',
  'playground ai',
  'qwen image',
  'qwen-image',
  'recraft',
  'reve image',
  'sdxl',
  'seedream',
  'stable diffusion',
] as const;

/**
 * Whether a picture's credit names such a program, also within brackets and behind words such as `Created with` or
 * `KI-generiert mit`.
 */
export function creditNamesGenerator(credit: string): boolean {
  return credit
    .split(/[|,/;()[\]–—+&]|\s-\s|\s(?:und|and)\s/)
    .some((part) => namesPictureGenerator(part.replace(/^.*\b(?:mit|with|via|using|durch)\s+/i, '')));
}

/** Whether one of the names between bars, commas or slashes is such a program's. */
export function namesPictureGenerator(text: string): boolean {
  return text.split(/[|,/]/).some((part) => {
    const name = part
      .replace(/^[^:]*:/, '')
      .trim()
      .toLowerCase();
    return generators.some(
      (generator) =>
        name === generator || (name.startsWith(generator) && /^[\s\d.-]/.test(name.slice(generator.length))),
    );
  });
}
