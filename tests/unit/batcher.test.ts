import { describe, expect, it } from 'vitest';
import { Batcher } from '../../src/clip/batcher';

const embeddingOf = (text: string) => Float32Array.of(text.length);

function recording(delayMs = 5) {
  const batches: string[][] = [];
  const run = async (texts: string[]) => {
    batches.push(texts);
    await new Promise((resolve) => setTimeout(resolve, delayMs));
    return texts.map(embeddingOf);
  };
  const batcher = new Batcher<string, string>({
    text: { run, sizeOf: (t) => t.length, maxBatch: 4 },
    image: { run: async (images) => (await run(images)).map((e) => e), maxBatch: 4 },
  });
  return { batcher, batches };
}

describe('Batcher', () => {
  it('answers every request with its own embedding', async () => {
    const { batcher, batches } = recording();
    const texts = Array.from({ length: 23 }, (_, i) => 'x'.repeat(i + 1));
    const embeddings = await Promise.all(texts.map((t) => batcher.text(t, 'ingest')));
    expect(embeddings.map((e) => e[0])).toEqual(texts.map((t) => t.length));
    expect(batches.every((batch) => batch.length <= 4)).toBe(true);
    expect(batches.length).toBeLessThan(texts.length);
  });

  it('lets a query pass the backlog', async () => {
    const { batcher, batches } = recording();
    const backlog = Array.from({ length: 40 }, (_, i) => batcher.text(`ingest ${i}`, 'ingest'));
    await backlog[0];
    await batcher.text('query', 'query');
    const before = batches
      .slice(
        0,
        batches.findIndex((b) => b.includes('query')),
      )
      .flat();
    expect(before.length).toBeLessThanOrEqual(12);
    await Promise.all(backlog);
  });

  it('does not compute what was given up', async () => {
    const { batcher, batches } = recording();
    const controller = new AbortController();
    const first = batcher.text('first', 'ingest');
    const given = batcher.text('given up', 'ingest', controller.signal);
    const kept = batcher.image('kept', 'ingest');
    controller.abort(new Error('changed my mind'));
    await expect(given).rejects.toThrow('changed my mind');
    await Promise.all([first, kept]);
    expect(batches.flat()).not.toContain('given up');
  });

  it('rejects the batch that failed and goes on with the next', async () => {
    let failing = true;
    const batcher = new Batcher<string, string>({
      text: {
        run: async (texts) => {
          if (failing) throw new Error('device lost');
          return texts.map(embeddingOf);
        },
        maxBatch: 4,
      },
      image: { run: async () => [], maxBatch: 4 },
    });
    await expect(batcher.text('a', 'ingest')).rejects.toThrow('device lost');
    failing = false;
    expect((await batcher.text('ab', 'ingest'))[0]).toBe(2);
  });
});
