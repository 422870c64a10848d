import type { Progress, WeightPrecision } from '../../core';
import {
  type Manifest,
  type ManifestEntry,
  storedModelUrl,
  wholePrecisions,
  writeManifest,
  writeStored,
} from '../../models';
import { type Connection, callback, connect, type Remote } from '../../workers/connect';
import type { ModelMeasure } from '../../workers/measure';
import { wasmThreads } from '../device-choice';
import { fetchSample } from '../samples';

type OnProgress = (done: number, total: number) => void;

/**
 * Finds out about a model what its makers did not say, by its most exact weights on the processor:
 * the length of its embeddings, golden ones for every other device and precision to be held to, and
 * where its cosines lie.
 *
 * @throws {Error} with a message for the person, where it does not run at all
 */
export async function measureModel(manifest: Manifest, onProgress: OnProgress): Promise<Manifest> {
  const { name, files } = manifest;
  const modelUrl = storedModelUrl(name);
  const precisions = wholePrecisions(files.map(({ path }) => path));
  const threads = wasmThreads();
  const parts = [0, 0];
  const report = (part: number) =>
    callback(({ done, total }: Progress) => {
      parts[part] = done / total;
      onProgress(parts[0]! + parts[1]!, parts.length);
    });
  const texts = await byMostExact(precisions, (measure, precision) =>
    measure.texts({ modelUrl, precision, threads }, report(0)),
  );
  const photos = await samplePhotos();
  const pictures = await byMostExact(precisions, (measure, precision) =>
    measure.pictures({ modelUrl, precision, threads }, photos, report(1)),
  );
  const { dims, golden, calibration, background } = await inWorker((measure) =>
    measure.result(modelUrl, texts, pictures),
  );
  const own = new Set(files.map(({ path }) => path));
  const written: ManifestEntry[] = [];
  const write = async (path: string, content: BlobPart) =>
    written.push(await writeStored(name, path, new Blob([content]).stream()));
  if (!own.has('golden.json')) await write('golden.json', JSON.stringify(golden));
  // The photos are those of the samples; without them nothing tells where pictures lie.
  const isEstimated = !(own.has('calibration.json') && own.has('background.bin'));
  if (isEstimated && photos.length > 0) {
    await write('calibration.json', JSON.stringify(calibration));
    await write('background.bin', background);
  }
  const rest = files.filter(({ path }) => !written.some((entry) => entry.path === path));
  const measured = { ...manifest, dims, isEstimated, files: [...rest, ...written] };
  await writeManifest(measured);
  return measured;
}

/** With the first precision that runs, most exact first. */
async function byMostExact<T>(
  precisions: readonly WeightPrecision[],
  measure: (remote: Remote<ModelMeasure>, precision: WeightPrecision) => Promise<T>,
): Promise<T> {
  let failure: unknown;
  for (const precision of precisions) {
    try {
      return await inWorker((remote) => measure(remote, precision));
    } catch (error) {
      failure ??= error;
    }
  }
  const reason = failure instanceof Error ? failure.message : String(failure);
  throw new Error(`This model does not run here: ${reason}`);
}

/** A worker for each tower and try: memory of the runtime is only freed with it. */
async function inWorker<T>(task: (remote: Remote<ModelMeasure>) => Promise<T>): Promise<T> {
  const connection: Connection<ModelMeasure> = connect(
    new Worker(new URL('../../workers/measure.worker.ts', import.meta.url), {
      type: 'module',
      name: 'measure',
    }),
  );
  try {
    return await task(connection.remote);
  } finally {
    connection.dispose();
  }
}

/** None where the server is gone. */
async function samplePhotos(): Promise<Blob[]> {
  try {
    const names = await inWorker((measure) => measure.photoNames());
    return await Promise.all(names.map(fetchSample));
  } catch {
    return [];
  }
}
