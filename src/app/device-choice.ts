import type { Device } from '../core';
import type { DevicePreference } from './state';

export interface DeviceChoice {
  device: Device;
  /** Why, in a few words after "because". */
  reason: string;
}

/**
 * WebGPU where a real adapter is; whether it computes right is tested when the model loads.
 *
 * @param areFilesHere whether its files need not be fetched first, see `webgpu-files.ts`
 */
export async function chooseDevice(
  preference: DevicePreference,
  areFilesHere: () => Promise<boolean> = async () => true,
): Promise<DeviceChoice> {
  const wasm = (reason: string): DeviceChoice => ({ device: 'wasm', reason });
  if (preference === 'wasm') return wasm('chosen in Settings');
  if (!navigator.gpu) return wasm('this browser has no WebGPU');
  const adapter = await navigator.gpu.requestAdapter().catch(() => null);
  if (!adapter) return wasm('no graphics adapter was found');
  if (preference === 'webgpu') return { device: 'webgpu', reason: 'chosen in Settings' };
  if (adapter.info.isFallbackAdapter) return wasm('WebGPU is only emulated here, which is slower');
  if (!(await areFilesHere())) return wasm('the graphics card is used from the next visit on');
  const name = [adapter.info.vendor, adapter.info.architecture].filter(Boolean).join(' ');
  return { device: 'webgpu', reason: name ? `adapter ${name}` : 'an adapter was found' };
}

/** WASM has threads only where the page is cross-origin isolated. */
export function wasmThreads(): number {
  return crossOriginIsolated ? Math.min(4, navigator.hardwareConcurrency || 1) : 1;
}

const preferenceKey = 'rummage.device';

export function readDevicePreference(): DevicePreference {
  const stored = localStorage.getItem(preferenceKey);
  return stored === 'webgpu' || stored === 'wasm' ? stored : 'automatic';
}

export function saveDevicePreference(preference: DevicePreference): void {
  localStorage.setItem(preferenceKey, preference);
}
