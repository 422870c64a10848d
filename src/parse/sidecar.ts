import { decodeText } from './decode-text';
import { readXml } from './office/xml';

/** As many as a caption written by hand may have. */
const maxCaptionChars = 500;

/** A character has four bytes at most; one more tells that a text goes on. */
const maxTextBytes = 4 * maxCaptionChars + 1;

/** Some programs keep the whole history of a picture in its XMP. */
const maxXmpBytes = 16 * 1024 * 1024;

/** All of a text that is as short as a caption. */
export async function captionOfText(file: Blob): Promise<string | undefined> {
  if (file.size > maxTextBytes) return undefined;
  const text = oneLine(decodeText(new Uint8Array(await file.arrayBuffer())) ?? '');
  return text !== '' && text.length <= maxCaptionChars ? text : undefined;
}

/** The description that XMP keeps (Dublin Core), of several languages the first; else the title. */
export async function captionOfXmp(file: Blob): Promise<string | undefined> {
  if (file.size > maxXmpBytes) return undefined;
  const source = decodeText(new Uint8Array(await file.arrayBuffer())) ?? '';
  const texts = new Map<string, string>();
  let inside: string | undefined;
  let isFirst = false;
  readXml(source, {
    open: (name) => {
      if (fields.includes(name)) {
        inside = name;
        isFirst = true;
      }
    },
    text: (text) => {
      if (inside && isFirst) texts.set(inside, (texts.get(inside) ?? '') + text);
    },
    close: (name) => {
      if (name === 'rdf:li') isFirst = false;
      if (name === inside) inside = undefined;
    },
  });
  const found = fields.map((field) => oneLine(texts.get(field) ?? ''));
  return found.find((text) => text !== '')?.slice(0, maxCaptionChars);
}

const fields = ['dc:description', 'dc:title'];

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
