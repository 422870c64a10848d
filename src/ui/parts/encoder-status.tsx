import type { EncoderState } from '../../app';
import { formatBytes } from './format';
import { useAppState } from './rummage-context';

/** The encoder's state as one sentence. */
export function encoderWords(encoder: EncoderState): string {
  switch (encoder.phase) {
    case 'loading': {
      const { loadedBytes, totalBytes } = encoder;
      if (totalBytes === 0) return 'Encoder loading';
      // In steps of a tenth, so that a screen reader is not told every byte.
      const tenths = Math.min(10, Math.floor((loadedBytes / totalBytes) * 10));
      return `Encoder loading, ${tenths * 10}% of ${formatBytes(totalBytes)}`;
    }
    case 'ready': {
      const { model, device, threads, reason } = encoder;
      const threadWords = `, ${threads} ${threads === 1 ? 'thread' : 'threads'}`;
      const where = device === 'webgpu' ? 'WebGPU' : `WASM${threadWords}`;
      return `${model} ready on ${where}: ${reason}`;
    }
    case 'restarting':
      return `Encoder restarting: ${encoder.reason}`;
    case 'failed':
      return `Encoder failed: ${encoder.message}`;
  }
}

const dots: Record<EncoderState['phase'], string> = {
  loading: 'bg-control',
  ready: 'bg-accent',
  restarting: 'bg-warning',
  failed: 'bg-danger',
};

/** The encoder in use, told whenever it changes; another on its way is told of in the settings. */
export function EncoderStatus() {
  const words = useAppState(({ encoder, adapters }) => {
    const adapter = adapters.find(({ isOn, isUsable }) => isOn && isUsable);
    return adapter ? `${encoderWords(encoder)}, with “${adapter.name}”` : encoderWords(encoder);
  });
  const phase = useAppState(({ encoder }) => encoder.phase);
  return (
    <div className="flex min-w-0 items-center gap-2" title={words}>
      <span aria-hidden="true" className={`size-2 shrink-0 rounded-full ${dots[phase]}`} />
      <output className="truncate text-xs text-quiet">{words}</output>
    </div>
  );
}
