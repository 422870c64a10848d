import type { Chunk, DocumentId, HeatMap, HeatMethod, Locator, Raster } from '../core';
import type { Remote } from '../workers/connect';
import type { Library } from '../workers/library';
import type { ModelSession } from './model-session';
import { drawSvgForWorker, type ParsePool } from './parse-pool';
import type { SearchSession } from './search-session';

/** Where in a picture, page or figure of the library the present search finds its match. */
export class HeatMaps {
  /** The picture looked at last: another way to look at it asks for the same pixels. */
  private last: { key: string; raster: Promise<Raster | undefined> } | undefined;

  constructor(
    private readonly model: ModelSession,
    private readonly library: Remote<Library>,
    private readonly search: SearchSession,
    private readonly viewers: ParsePool,
  ) {}

  /** @returns undefined where there is nothing to look for, or the picture cannot be read any more */
  async of(
    id: DocumentId,
    chunk: Chunk,
    method: HeatMethod,
    signal: AbortSignal,
  ): Promise<HeatMap | undefined> {
    const wanted = await this.search.wantedVector('image');
    const raster = wanted && (await this.rasterOf(id, chunk));
    signal.throwIfAborted();
    return raster && this.model.heatMap(raster, wanted, method, signal);
  }

  private rasterOf(id: DocumentId, chunk: Chunk): Promise<Raster | undefined> {
    const key = `${id}/${chunk.ordinal}`;
    if (this.last?.key !== key) {
      const raster = this.read(id, chunk);
      this.last = { key, raster };
      // A failure may pass.
      raster.catch(() => {
        this.last = undefined;
      });
    }
    return this.last.raster;
  }

  private async read(id: DocumentId, { locator, kind }: Chunk): Promise<Raster | undefined> {
    const [{ raster: spec }, original] = await Promise.all([
      this.model.facts,
      this.library.original(id),
    ]);
    if (!original) return undefined;
    return this.viewers.run(async (parser, step) => {
      const page = numberOf(locator);
      if (locator.type === 'page' && kind !== 'image') {
        return step(parser.readPage(original, page, locator.box, spec));
      }
      const read = await step(parser.readPicture(original, spec, drawSvgForWorker(), page));
      return 'issue' in read ? undefined : read.raster;
    });
  }
}

/** Of what is drawn of a document: its page, or its frame. */
function numberOf(locator: Locator): number {
  if (locator.type === 'frame') return locator.frame;
  return locator.type === 'page' ? locator.page : 1;
}
