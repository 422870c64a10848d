import type { Modality, Priority } from '../core';

interface Item<T> {
  value: T;
  priority: Priority;
  signal: AbortSignal | undefined;
  resolve: (embedding: Float32Array) => void;
  reject: (reason: unknown) => void;
}

interface Lane<T> {
  pending: Item<T>[];
  run: (values: T[]) => Promise<Float32Array[]>;
  /** Brings like next to like, so that padding is not computed; undefined where all are alike. */
  sizeOf?: (value: T) => number;
  maxBatch: number;
  /** Running mean of the time one item takes. */
  msPerItem: number;
}

const order: Priority[] = ['query', 'explain', 'ingest'];

/** A query waits for at most the batch that runs when it comes, so batches are kept this short. */
export const targetBatchMs = 120;

/**
 * Turns single requests from many documents into batches for the two towers, one batch at a
 * time: queries first, then explanations, then the indexing backlog, oldest first.
 */
export class Batcher<Text, Image> {
  private readonly lanes: { text: Lane<Text>; image: Lane<Image> };
  private busy = false;
  private lastLane: Modality = 'text';

  constructor(lanes: {
    text: Omit<Lane<Text>, 'pending' | 'msPerItem'>;
    image: Omit<Lane<Image>, 'pending' | 'msPerItem'>;
  }) {
    this.lanes = {
      text: { ...lanes.text, pending: [], msPerItem: targetBatchMs / 4 },
      image: { ...lanes.image, pending: [], msPerItem: targetBatchMs / 4 },
    };
  }

  /** Resolves to one embedding of shape [dims]; rejects with the signal's reason when aborted. */
  text(value: Text, priority: Priority, signal?: AbortSignal): Promise<Float32Array> {
    return this.add(this.lanes.text, value, priority, signal);
  }

  image(value: Image, priority: Priority, signal?: AbortSignal): Promise<Float32Array> {
    return this.add(this.lanes.image, value, priority, signal);
  }

  private add<T>(
    lane: Lane<T>,
    value: T,
    priority: Priority,
    signal: AbortSignal | undefined,
  ): Promise<Float32Array> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      lane.pending.push({ value, priority, signal, resolve, reject });
      // A turn of the event loop lets the requests that come together be embedded together.
      if (!this.busy) {
        this.busy = true;
        setTimeout(() => void this.drain(), 0);
      }
    });
  }

  private async drain(): Promise<void> {
    try {
      for (;;) {
        this.dropAborted(this.lanes.text);
        this.dropAborted(this.lanes.image);
        const modality = this.nextLane();
        if (!modality) return;
        this.lastLane = modality;
        if (modality === 'text') await this.runBatch(this.lanes.text);
        else await this.runBatch(this.lanes.image);
        // Lets messages in, so that a query that came meanwhile is seen before the next batch.
        await new Promise((resolve) => setTimeout(resolve, 0));
      }
    } finally {
      this.busy = false;
    }
  }

  private dropAborted<T>(lane: Lane<T>): void {
    if (!lane.pending.some((item) => item.signal?.aborted)) return;
    lane.pending = lane.pending.filter((item) => {
      if (item.signal?.aborted) item.reject(item.signal.reason);
      return !item.signal?.aborted;
    });
  }

  /** The lane with the most urgent item; the lanes take turns where both are equally urgent. */
  private nextLane(): Modality | undefined {
    for (const priority of order) {
      const text = this.lanes.text.pending.some((item) => item.priority === priority);
      const image = this.lanes.image.pending.some((item) => item.priority === priority);
      if (text && image) return this.lastLane === 'text' ? 'image' : 'text';
      if (text) return 'text';
      if (image) return 'image';
    }
    return undefined;
  }

  private async runBatch<T>(lane: Lane<T>): Promise<void> {
    const batch = takeBatch(lane);
    const started = performance.now();
    try {
      const embeddings = await lane.run(batch.map((item) => item.value));
      for (const [i, item] of batch.entries()) item.resolve(embeddings[i]!);
    } catch (error) {
      for (const item of batch) item.reject(error);
    }
    const msPerItem = (performance.now() - started) / batch.length;
    lane.msPerItem = 0.7 * lane.msPerItem + 0.3 * msPerItem;
  }
}

function takeBatch<T>(lane: Lane<T>): Item<T>[] {
  const priority = order.find((p) => lane.pending.some((item) => item.priority === p))!;
  const urgent = lane.pending.filter((item) => item.priority === priority);
  const wanted = Math.round(targetBatchMs / Math.max(lane.msPerItem, 0.1));
  const size = Math.max(1, Math.min(lane.maxBatch, wanted, urgent.length));
  const batch = lane.sizeOf ? nearInSize(urgent, size, lane.sizeOf) : urgent.slice(0, size);
  const taken = new Set(batch);
  lane.pending = lane.pending.filter((item) => !taken.has(item));
  return batch;
}

/** The oldest item and those nearest to it in size among the next few hundred. */
function nearInSize<T>(items: Item<T>[], count: number, sizeOf: (value: T) => number): Item<T>[] {
  const size = sizeOf(items[0]!.value);
  return items
    .slice(0, 256)
    .map((item) => ({ item, distance: Math.abs(sizeOf(item.value) - size) }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, count)
    .map(({ item }) => item);
}
