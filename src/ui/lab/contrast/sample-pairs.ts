import type { ScoredQuery } from '../../../app';

/** Captions of the sample photos, the built-in example. */
const captions: Record<string, string> = {
  'IMG_2041.jpg': 'close-up of a tabby cat',
  'IMG_2058.jpg': 'a red cup of coffee on a wooden table',
  'IMG_2063.jpg': 'an orange flower',
  'IMG_2097.jpg': 'a raccoon among green leaves',
  'IMG_2112.jpg': 'a Chinese palace beside a lake',
  'DSC_0417.jpg': 'a rocket on its launch pad',
  'DSC_0422.jpg': 'an astronaut in an orange suit',
  'DSC_0430.jpg': 'a man with a camera on a tripod',
  'DSC_0458.jpg': 'people climbing a staircase',
  'P1010233.jpg': 'an old woman in navy uniform',
  'P1010241.jpg': 'a brick wall',
  'scan-003.jpg': 'rows of old coins',
  'download-17.jpg': 'galaxies in deep space',
  'download-21.jpg': 'a hurricane seen from a satellite',
  'download-22.jpg': 'a map of the world',
};

export const samplePairs: ScoredQuery[] = Object.entries(captions).map(([file, query]) => ({
  query,
  relevant: [{ file }],
}));
