import { writeAdapter } from '../../../src/clip/adapter-file';
import type { StoredLibrary } from './stored-library';

export const adapterName = 'Survivor';

/** An adapter for the encoder that made the library, small enough to change no ranking. */
export async function adapterFile({ model }: StoredLibrary): Promise<Buffer> {
  if (!model) throw new Error('nothing is embedded');
  const { name, version, dims } = model;
  const recalls = { r1: 1, r5: 1, r10: 1 };
  const measured = { count: 10, before: recalls, after: recalls };
  const file = writeAdapter({
    name: adapterName,
    model: { name, version },
    dims,
    matrices: { text: new Float32Array(dims * dims).fill(1e-6) },
    pairCount: 10,
    heldOut: measured,
    general: measured,
    createdAt: 1,
  });
  return Buffer.from(await file.arrayBuffer());
}
