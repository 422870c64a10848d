import { storedNameOf } from '../models';
import { chooseDevice, readDevicePreference } from './device-choice';

/** What a model folder has for graphics cards: together with the runtime more than twice the rest. */
const paths = ['onnx/text_model.onnx', 'onnx/vision_model.onnx'];

/**
 * Whether the encoder can start on a graphics card without a large download: one does not wait
 * for it at a first visit. Where nothing can be kept in this browser there is no use in waiting.
 */
export async function areWebgpuFilesHere(modelUrl: string): Promise<boolean> {
  if (storedNameOf(modelUrl) !== undefined || !navigator.serviceWorker?.controller) return true;
  const found = await Promise.all(
    paths.map((path) => caches.match(modelUrl + path, { ignoreSearch: true })),
  );
  return found.every((response) => response !== undefined);
}

/** Where the graphics card is to be used, has its files kept for the next visit. */
export async function keepWebgpuFiles(modelUrl: string): Promise<void> {
  const { device } = await chooseDevice(readDevicePreference());
  if (device !== 'webgpu' || (await areWebgpuFilesHere(modelUrl))) return;
  for (const path of paths) {
    // The service worker keeps it on its way.
    const { body } = await fetch(modelUrl + path);
    await body?.pipeTo(new WritableStream());
  }
}
