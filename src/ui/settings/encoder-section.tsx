import { useState } from 'react';
import type { DevicePreference } from '../../app';
import { encoderWords } from '../parts/encoder-status';
import { sentence } from '../parts/format';
import { RadioChoice } from '../parts/radio-choice';
import { useAppState, useRummage } from '../parts/rummage-context';
import { Section } from './section';

const devices: { value: DevicePreference; label: string; hint: string }[] = [
  {
    value: 'automatic',
    label: 'Automatic',
    hint: 'The graphics card where it computes right, else the processor',
  },
  { value: 'webgpu', label: 'WebGPU', hint: 'The graphics card; the processor if that fails' },
  { value: 'wasm', label: 'WASM', hint: 'The processor: slower on most machines, works on all' },
];

export function EncoderSection() {
  const rummage = useRummage();
  const encoder = useAppState((state) => state.encoder);
  const [device, setDevice] = useState(() => rummage.devicePreference());
  return (
    <Section title="Encoder">
      <p className="text-ink">{sentence(encoderWords(encoder))}</p>
      {encoder.phase === 'ready' && (
        <p className="text-sm">
          Precision: {encoder.precision}
          {encoder.isEstimated &&
            '. Scores are estimated: what they are judged by was measured on this computer, with few texts and pictures.'}
        </p>
      )}
      <RadioChoice
        label="Run it on"
        options={devices}
        value={device}
        onChange={(next) => {
          setDevice(next);
          rummage.setDevicePreference(next);
        }}
      />
    </Section>
  );
}
