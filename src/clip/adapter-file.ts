import type { Adapter, BeforeAfter, Modality } from '../core';
import { readTensors, type TensorFile, writeTensors } from './safetensors';

const fileFormat = 'rummage-adapter 1';

const sides: readonly Modality[] = ['image', 'text'];

/** An adapter as a safetensors file: its matrices by their sides, and the rest as metadata. */
export function writeAdapter({ name, model, dims, matrices, ...known }: Adapter): Blob {
  const tensors: TensorFile['tensors'] = {};
  for (const side of sides) {
    const data = matrices[side];
    if (data) tensors[side] = { shape: [dims, dims], data };
  }
  const metadata = {
    format: fileFormat,
    name,
    model_name: model.name,
    model_version: model.version,
    facts: JSON.stringify(known),
  };
  return writeTensors({ tensors, metadata });
}

/** @throws {RangeError} with a message for the person */
export function readAdapter(bytes: ArrayBuffer): Adapter {
  const { tensors, metadata } = readFile(bytes);
  const { format, name, model_name, model_version, facts } = metadata;
  if (format !== fileFormat || !name || !model_name || !model_version) {
    throw new RangeError('This is not an adapter that was exported from here.');
  }
  const [first] = Object.values(tensors);
  const dims = first?.shape[0] ?? 0;
  const matrices: Adapter['matrices'] = {};
  for (const side of sides) {
    const tensor = tensors[side];
    if (!tensor) continue;
    const { shape, data } = tensor;
    const isSquare = shape.length === 2 && shape.every((n) => n === dims);
    if (!isSquare || !(data instanceof Float32Array) || !data.every(Number.isFinite)) {
      throw new RangeError('The numbers of this adapter are broken.');
    }
    matrices[side] = data;
  }
  if (dims === 0 || Object.keys(matrices).length === 0) {
    throw new RangeError('There is nothing in this adapter.');
  }
  const model = { name: model_name, version: model_version };
  return { name, model, dims, matrices, ...factsOf(facts) };
}

function readFile(bytes: ArrayBuffer): TensorFile {
  try {
    return readTensors(bytes);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new RangeError(`This file cannot be read: ${error.message}.`);
  }
}

/** What was measured, as far as it is told and makes sense. */
function factsOf(text: string | undefined): Omit<Adapter, 'name' | 'model' | 'dims' | 'matrices'> {
  let facts: Record<string, unknown> = {};
  try {
    facts = JSON.parse(text ?? '{}') ?? {};
  } catch {
    // Nothing is told, then.
  }
  const number = (value: unknown) => (typeof value === 'number' ? value : 0);
  return {
    pairCount: number(facts.pairCount),
    heldOut: measuredOf(facts.heldOut),
    general: measuredOf(facts.general),
    createdAt: number(facts.createdAt),
  };
}

function measuredOf(value: unknown): BeforeAfter {
  const { count, before, after } = (value ?? {}) as Record<string, unknown>;
  const recalls = (one: unknown) => {
    const { r1, r5, r10 } = (one ?? {}) as Record<string, unknown>;
    const share = (x: unknown) => (typeof x === 'number' ? x : Number.NaN);
    return { r1: share(r1), r5: share(r5), r10: share(r10) };
  };
  return {
    count: typeof count === 'number' ? count : 0,
    before: recalls(before),
    after: recalls(after),
  };
}
