import { beforeAll, describe, expect, it } from 'vitest';
import bundled from '../../src/clip/measure/bundled.json';
import { estimateOdds, spreadsOf, topOfBackground } from '../../src/clip/measure/estimate';
import { measuredVectors, measurePhotos } from '../../src/clip/measure/inputs';
import { ModelMeasure } from '../../src/clip/measure/measure';
import { highestMean, type Spreads } from '../../src/clip/measure/spread';
import { readModel } from '../../src/clip/read-model';
import type { Calibration, ChunkClass, Modality } from '../../src/core';

/** The bundled model, measured as one that was brought: what its estimate is drawn from. */
const modelUrl = new URL('/models/compact-clip/', location.href).href;
const modalities = ['text', 'image'] as const satisfies Modality[];
const classes = ['picture', 'passage', 'row'] as const satisfies ChunkClass[];

let calibration: Calibration;
let spreads: Spreads;
const baseLift: Record<string, Record<string, number>> = { text: {}, image: {} };

beforeAll(async () => {
  const options = { modelUrl, precision: 'q8', threads: 1 } as const;
  const photos = await Promise.all(
    measurePhotos.map(async (name) => (await fetch(`/samples/${name}`)).blob()),
  );
  const measure = new ModelMeasure();
  const texts = await measure.texts(options, () => {});
  const pictures = await measure.pictures(options, photos, () => {});
  const { facts } = await readModel(modelUrl);
  calibration = facts.calibration;
  const vectors = measuredVectors(texts, pictures.slice(-3 * photos.length));
  spreads = spreadsOf(vectors);
  for (const modality of modalities) {
    for (const name of classes) {
      const flat = calibration.background[name];
      const full = Array.from({ length: flat.length / facts.dims }, (_, i) =>
        flat.subarray(i * facts.dims, (i + 1) * facts.dims),
      );
      const { queries } = vectors.pairs[modality][name];
      const bases = queries.map((query) => highestMean(query, full, calibration.top));
      const mean = bases.reduce((sum, base) => sum + base, 0) / bases.length;
      baseLift[modality]![name] = mean - spreads[modality][name].base;
    }
  }
}, 240_000);

describe('a model that is measured', () => {
  it('stands where bundled.json says, if it is the bundled one', () => {
    const said = JSON.stringify({ spreads: bundled.spreads, baseLift: bundled.baseLift });
    const rounded = JSON.parse(
      JSON.stringify({ spreads, baseLift }, (_, value) =>
        typeof value === 'number' ? Number(value.toFixed(4)) : value,
      ),
    );
    const problems: string[] = [];
    for (const modality of modalities) {
      for (const name of classes) {
        for (const key of ['mean', 'deviation', 'right', 'base'] as const) {
          const gap =
            spreads[modality][name][key] - (bundled.spreads as Spreads)[modality][name][key];
          if (Math.abs(gap) > 0.005) problems.push(`${modality} ${name} ${key}`);
        }
        const gap = baseLift[modality]![name]! - bundled.baseLift[modality][name];
        if (Math.abs(gap) > 0.005) problems.push(`${modality} ${name} baseLift`);
      }
    }
    expect(problems, `${said} should be ${JSON.stringify(rounded)}`).toEqual([]);
  });

  it('has the odds of the bundled one, if it is that', () => {
    expect(bundled.odds).toEqual(calibration.odds);
    const odds = estimateOdds(spreads);
    for (const modality of modalities) {
      for (const name of classes) {
        const exact = calibration.odds[modality][name];
        const near = odds[modality][name];
        expect(near.cosine).toBeCloseTo(exact.cosine, 0);
        expect(near.excess).toBeCloseTo(exact.excess, 0);
        // The background is smaller, which the intercept makes up for.
        const lift = exact.excess * baseLift[modality]![name]!;
        expect(near.intercept).toBeCloseTo(exact.intercept - lift, 0);
      }
    }
    expect(topOfBackground).toBeLessThan(calibration.top);
  });
});
