// The pictures in pasted HTML: those that come along as data are uploaded, those elsewhere on the web can't be.

export interface PastedPictures {
  /** There is nothing but pictures: a file that comes along is what was meant. */
  onlyPictures: boolean;
  files: File[];
  /** How many pictures are left behind. */
  lost: number;
}

/** What is to be done about the pictures in HTML from the clipboard; an empty text has none. */
export function picturesIn(html: string): PastedPictures {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  const images = [...body.querySelectorAll('img')].filter((image) => !image.closest('figure[data-media]'));
  const files: File[] = [];
  for (const image of images) {
    const file = fileOf(image.getAttribute('src') ?? '', files.length + 1);
    if (file) files.push(file);
  }
  return {
    onlyPictures: body.textContent.trim() === '',
    files,
    lost: images.length - files.length,
  };
}

function fileOf(address: string, number: number): File | null {
  const found = /^data:(image\/([a-z]+));base64,([A-Za-z0-9+/=\s]+)$/.exec(address);
  const [, type, ending, data] = found ?? [];
  if (type === undefined || data === undefined) return null;
  try {
    const bytes = Uint8Array.from(atob(data.replace(/\s/g, '')), (character) => character.charCodeAt(0));
    return new File([bytes], `${number}.${ending}`, { type });
  } catch {
    return null;
  }
}
