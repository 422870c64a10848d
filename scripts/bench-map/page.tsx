import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import type { LibraryMap, Rummage } from '../../src/app';
import { type ChunkKind, randomNumbers } from '../../src/core';
import { MapCanvas } from '../../src/ui/lab/map/map-canvas';
import { type MapView, moved, viewOf, zoomAt } from '../../src/ui/lab/map/view';
import { ServicesProvider } from '../../src/ui/parts/rummage-context';
import { ThumbnailCache } from '../../src/ui/parts/thumbnail-cache';
import { callback, connect } from '../../src/workers/connect';
import type { MapService } from '../../src/workers/map';
import '../../src/ui/styles.css';

const dims = 384;
const size = { width: 1200, height: 700 };

/** Unit vectors around so many middles, as a library of so many subjects would have them. */
function vectorsOf(points: number, subjects: number): Float32Array<ArrayBuffer> {
  const random = randomNumbers(3);
  const middles = Array.from({ length: subjects }, () =>
    Float32Array.from({ length: dims }, () => random() - 0.5),
  );
  const vectors = new Float32Array(points * dims);
  for (let i = 0; i < points; i++) {
    const vector = middles[i % subjects]!.map((x) => x + 0.8 * (random() - 0.5));
    const length = Math.hypot(...vector);
    vectors.set(
      vector.map((x) => x / length),
      i * dims,
    );
  }
  return vectors;
}

async function layOut(points: number) {
  const worker = connect<MapService>(
    new Worker(new URL('../../src/workers/map.worker.ts', import.meta.url), { type: 'module' }),
  );
  const kinds = Array.from({ length: points }, (_, i): ChunkKind => (i % 2 ? 'passage' : 'image'));
  const phases: Record<string, number> = {};
  let phase = 'neighbours';
  let since = performance.now();
  const turn = (next: string) => {
    if (next === phase) return;
    const now = performance.now();
    phases[phase] = (now - since) / 1000;
    [phase, since] = [next, now];
  };
  const positions = await worker.remote.layOut(
    { vectors: vectorsOf(points, 40), dims, kinds },
    callback((progress) => turn(progress.phase)),
    new AbortController().signal,
  );
  turn('clusters');
  const clusters = await worker.remote.findClusters(positions);
  turn('done');
  worker.dispose();
  const places = kinds.map((_, ordinal) => ({ documentId: 'd', ordinal }));
  const map: LibraryMap = {
    places,
    kinds,
    total: points,
    content: 'pictures and texts',
    positions,
    clusters: clusters.map((cluster, i) => ({ ...cluster, name: `group, number, ${i}` })),
  };
  return { phases, map };
}

const nothing: ReadonlySet<number> = new Set();
const ignore = () => {};

/** Moves and zooms at every frame, as fast as the browser gives them. */
function Moving({
  map,
  frames,
  onDone,
}: {
  map: LibraryMap;
  frames: number;
  onDone: (ms: number[]) => void;
}) {
  const [view, setView] = useState<MapView>(() =>
    viewOf(map.positions, [...map.places.keys()], size),
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: one run
  useEffect(() => {
    const times: number[] = [];
    let last = 0;
    const step = (now: number) => {
      if (last > 0) times.push(now - last);
      last = now;
      if (times.length === frames) return onDone(times);
      const turn = Math.sin(times.length / 15);
      const middle = { x: size.width / 2, y: size.height / 2 };
      setView((before) => zoomAt(moved(before, 4 * turn, 3), size, middle, 1 + turn / 200));
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  }, []);
  return (
    <MapCanvas
      {...{ map, view }}
      isLasso={false}
      chosen={nothing}
      current={undefined}
      onView={ignore}
      onChosen={ignore}
      onCurrent={ignore}
      onOpen={ignore}
      describedBy="root"
    />
  );
}

async function measure(points: number, frames: number) {
  const { phases, map } = await layOut(points);
  const root = createRoot(document.getElementById('root')!);
  const rummage = { thumbnail: async () => undefined } as unknown as Rummage;
  const services = { rummage, thumbnails: new ThumbnailCache(async () => undefined) };
  const times = await new Promise<number[]>((resolve) => {
    root.render(
      <ServicesProvider value={services}>
        <Moving map={map} frames={frames} onDone={resolve} />
      </ServicesProvider>,
    );
  });
  return { phases, times };
}

Object.assign(globalThis, { measure });
