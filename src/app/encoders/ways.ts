import type { Device, ModelFacts, TowerPrecisions } from '../../core';
import type { DeviceChoice } from '../device-choice';

/** A device and a precision that a model may run with. */
export interface Way {
  device: Device;
  precision: TowerPrecisions;
}

/** Ways that were tried on this machine, with what came of it. */
type Trials = Record<string, 'passed' | string>;

const trialsKey = 'rummage.encoder.trials';

/** Best first: those of the chosen device, then those of the processor. */
export function waysToRun({ variants }: ModelFacts, { device }: DeviceChoice): Way[] {
  const devices: Device[] = device === 'webgpu' ? ['webgpu', 'wasm'] : ['wasm'];
  return devices.flatMap((one) => variants[one].map((precision) => ({ device: one, precision })));
}

/** What came of a way before, on this machine with this model; undefined where it was not tried. */
export function trialOf(facts: ModelFacts, way: Way): string | undefined {
  return readTrials()[keyOf(facts, way)];
}

export function saveTrial(facts: ModelFacts, way: Way, outcome: string): void {
  const trials = { ...readTrials(), [keyOf(facts, way)]: outcome };
  localStorage.setItem(trialsKey, JSON.stringify(trials));
}

/** A model that is brought anew is tried anew. */
export function forgetTrials(version: string): void {
  const kept = Object.entries(readTrials()).filter(([key]) => !key.startsWith(version));
  localStorage.setItem(trialsKey, JSON.stringify(Object.fromEntries(kept)));
}

const deviceNames: Record<Device, string> = { webgpu: 'WebGPU', wasm: 'WASM' };

/** A way in words: "q8 on WASM". */
export function wayWords({ device, precision: { text, vision } }: Way): string {
  const precision = text === vision ? text : `${text} and ${vision}`;
  return `${precision} on ${deviceNames[device]}`;
}

const keyOf = ({ version }: ModelFacts, { device, precision }: Way) =>
  `${version} ${device} ${precision.text} ${precision.vision}`;

function readTrials(): Trials {
  try {
    return JSON.parse(localStorage.getItem(trialsKey) ?? '{}') ?? {};
  } catch {
    return {};
  }
}
