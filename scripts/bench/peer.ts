import {
  AutoProcessor,
  CLIPVisionModelWithProjection,
  env,
  RawImage,
} from '@huggingface/transformers';
import mjs from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import wasm from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';

/**
 * The peer: what the library's `image-feature-extraction` pipeline does for each picture, one
 * by one, with as many threads as Rummage.
 */
async function embedOneByOne(images: Blob[], threads: number): Promise<number> {
  env.backends.onnx.wasm!.wasmPaths = {
    wasm: new URL(wasm, location.href).href,
    mjs: new URL(mjs, location.href).href,
  };
  env.backends.onnx.wasm!.numThreads = threads;
  env.useWasmCache = false;
  env.useBrowserCache = false;
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.localModelPath = new URL('./models/', location.href).href;
  const name = 'vit-b-32-random';
  const processor = await AutoProcessor.from_pretrained(name);
  const model = await CLIPVisionModelWithProjection.from_pretrained(name, {
    device: 'wasm',
    dtype: 'q8',
  });
  const embed = async (image: Blob) => model(await processor(await RawImage.fromBlob(image)));
  await embed(images[0]!);
  const started = performance.now();
  for (const image of images) await embed(image);
  return images.length / ((performance.now() - started) / 1000);
}

Object.assign(globalThis, { embedOneByOne });
