import type { Archive } from '../archive';
import type { TextBlock } from '../passages';
import { BlockBuilder, TableText } from './block-builder';
import type { Figure } from './figures';
import { readXml, relationsOf, resolvePath } from './xml';

const presentation = 'ppt/presentation.xml';

/** The slides of a PPTX in their order, each with its notes; undefined where it is no presentation. */
export async function pptxSlides(archive: Archive): Promise<TextBlock<number>[][] | undefined> {
  const paths = await slidePaths(archive);
  if (!paths) return undefined;
  const slides: TextBlock<number>[][] = [];
  for (const path of paths) slides.push(await slideBlocks(archive, path));
  return slides;
}

/** The pictures of the slides, each on the first slide that shows it. */
export async function pptxFigures(archive: Archive): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [i, path] of ((await slidePaths(archive)) ?? []).entries()) {
    for (const { type, target } of (await relationsOfPart(archive, path)).values()) {
      const locator = { type: 'slide' as const, slide: i + 1 };
      if (type === 'image') figures.push({ path: resolvePath(path, target), locator });
    }
  }
  return figures;
}

async function slidePaths(archive: Archive): Promise<string[] | undefined> {
  const source = await archive.text(presentation);
  if (source === undefined) return undefined;
  const relations = await relationsOfPart(archive, presentation);
  return slideIds(source).flatMap((id) => {
    const target = relations.get(id)?.target;
    return target ? [resolvePath(presentation, target)] : [];
  });
}

function slideIds(source: string): string[] {
  const ids: string[] = [];
  readXml(source, {
    open: (name, attributes) => {
      if (name === 'p:sldId' && attributes['r:id']) ids.push(attributes['r:id']);
    },
  });
  return ids;
}

/** Parts of a slide that stand in files of their own. */
const besideSlide = ['diagramData', 'chart', 'notesSlide'];

async function slideBlocks(archive: Archive, path: string): Promise<TextBlock<number>[]> {
  const blocks = shapeBlocks((await archive.text(path)) ?? '');
  for (const { type, target } of (await relationsOfPart(archive, path)).values()) {
    if (!besideSlide.includes(type)) continue;
    const own = shapeBlocks((await archive.text(resolvePath(path, target))) ?? '');
    blocks.push(...own.map((block) => ({ ...block, isHeading: false })));
  }
  return blocks;
}

function relationsOfPart(archive: Archive, path: string) {
  const slash = path.lastIndexOf('/') + 1;
  return archive.text(`${path.slice(0, slash)}_rels/${path.slice(slash)}.rels`).then(relationsOf);
}

/** Placeholders that say the same on every slide. */
const repeated = ['sldNum', 'dt', 'ftr', 'hdr', 'sldImg'];

function shapeBlocks(source: string): TextBlock<number>[] {
  const builder = new BlockBuilder();
  const table = new TableText(builder);
  let placeholder = '';
  let isText = false;
  readXml(source, {
    open: (name, attributes) => {
      if (name === 'p:sp') placeholder = '';
      else if (name === 'p:ph') placeholder = attributes.type ?? '';
      else if (name === 'a:t') isText = !repeated.includes(placeholder);
      else if (name === 'a:br') builder.add('\n');
      else if (name === 'a:tbl') table.open();
    },
    text: (text) => {
      if (isText) builder.add(text);
    },
    close: (name) => {
      if (name === 'a:t') isText = false;
      else if (name === 'a:p' && table.isInside) builder.add(' ');
      else if (name === 'a:p') builder.end(/^(title|ctrTitle)$/.test(placeholder));
      else if (name === 'a:tc') table.endCell();
      else if (name === 'a:tr') table.endRow();
      else if (name === 'a:tbl') table.close();
    },
  });
  builder.end();
  return builder.blocks;
}
