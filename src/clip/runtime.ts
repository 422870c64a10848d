import { env } from '@huggingface/transformers';
import asyncifyMjs from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url';
import asyncifyWasm from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import plainMjs from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import plainWasm from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import type { Device } from '../core';

/**
 * Points the runtime at this origin and nowhere else. The default paths are a CDN's, and
 * the runtime's own cache imports its loader from a blob: address, which the policy blocks.
 *
 * WebGPU needs the larger build; the plain one loads twice as fast.
 */
export function configureRuntime(device: Device, threads: number): void {
  const wasm = env.backends.onnx.wasm;
  if (!wasm) throw new Error('the runtime has no WASM backend');
  const absolute = (url: string) => new URL(url, self.location.href).href;
  wasm.wasmPaths =
    device === 'webgpu'
      ? { wasm: absolute(asyncifyWasm), mjs: absolute(asyncifyMjs) }
      : { wasm: absolute(plainWasm), mjs: absolute(plainMjs) };
  wasm.numThreads = device === 'webgpu' ? 1 : threads;
  env.useWasmCache = false;
  env.useBrowserCache = false;
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
}

/**
 * Brings the runtime here ahead of its own asking, which tells no progress. It is asked for again
 * then, and by then the browser has it.
 */
export async function fetchRuntime(onBytes: (bytes: number) => void): Promise<void> {
  const paths = env.backends.onnx.wasm?.wasmPaths;
  const address = typeof paths === 'object' ? paths.wasm : undefined;
  if (!address) throw new Error('the runtime has no address');
  const { body } = await fetch(address);
  const reader = body?.getReader();
  for (;;) {
    const part = await reader?.read();
    if (!part || part.done) return;
    onBytes(part.value.byteLength);
  }
}

/** Files of a model folder by their path in it. */
export interface FileSource {
  has(path: string): boolean;
  read(path: string, onBytes: (bytes: number) => void): Promise<Uint8Array<ArrayBuffer>>;
}

/**
 * Makes the model loader read every file of the model `name` through `files`, and none besides.
 * The loader asks its cache first; this cache always has an answer.
 *
 * @returns what went wrong with a file, which the loader keeps to itself
 */
export function serveModelFiles(
  name: string,
  files: FileSource,
  onBytes: (bytes: number) => void,
): () => unknown {
  const prefix = `${name}/`;
  const notFound = () => new Response(null, { status: 404 });
  let failure: unknown;
  // Past the cache lies only the network, where nothing is checked.
  env.fetch = async () => notFound();
  env.useCustomCache = true;
  env.customCache = {
    async match(request: string) {
      const at = request.lastIndexOf(prefix);
      const path = at < 0 ? undefined : request.slice(at + prefix.length);
      if (!path || !files.has(path)) return notFound();
      try {
        const bytes = await files.read(path, onBytes);
        return new Response(bytes, { headers: { 'content-length': String(bytes.byteLength) } });
      } catch (error) {
        failure = error;
        throw error;
      }
    },
    async put() {},
  };
  return () => failure;
}
