import type { WeightPrecision } from '../core';

/** A figure with where it stands. */
export interface Figure {
  /** Percent. */
  value: number;
  source: string;
}

/** What is known of a model before it is brought; what nothing was found about is left out. */
export interface CatalogueEntry {
  /** Short, for `npm run model -- add NAME`; also the name of its folder. */
  name: string;
  title: string;
  /** On the hub. */
  repo: string;
  /** Millions, of both towers. */
  parametersM: number;
  /** Megabytes to fetch in a precision, where the hub's pages told. */
  megabytes: Partial<Record<WeightPrecision, number>>;
  languages: string;
  licence: string;
  /** What the licence is worth reading for. */
  licenceNote?: string;
  /** Zero-shot accuracy on ImageNet-1k, the first answer. */
  imageNet?: Figure;
  /** A caption of COCO finds its picture as the first of 5,000. */
  coco?: Figure;
  /** What it is good for, in a sentence. */
  good: string;
}

const openClip = 'OpenCLIP, docs/openclip_retrieval_results.csv';
const apple = "Apple's model card, table “Checkpoints”";

/** Models that run here and are worth bringing. Figures are those of the full weights. */
export const catalogue: readonly CatalogueEntry[] = [
  {
    name: 'clip-vit-base-patch32',
    title: 'CLIP ViT-B/32',
    repo: 'Xenova/clip-vit-base-patch32',
    parametersM: 151,
    megabytes: { fp16: 303 },
    languages: 'English',
    licence: 'MIT (code of OpenAI’s CLIP)',
    coco: { value: 30.4, source: openClip },
    good: 'The well-known one; reads pictures coarsely and quickly.',
  },
  {
    name: 'clip-vit-base-patch16',
    title: 'CLIP ViT-B/16',
    repo: 'Xenova/clip-vit-base-patch16',
    parametersM: 150,
    megabytes: { q8: 152, fp32: 599 },
    languages: 'English',
    licence: 'MIT (code of OpenAI’s CLIP)',
    coco: { value: 33.1, source: openClip },
    good: 'Sees smaller things than B/32, at about four times the work for each picture.',
  },
  {
    name: 'mobileclip_s0',
    title: 'MobileCLIP-S0',
    repo: 'Xenova/mobileclip_s0',
    parametersM: 54,
    megabytes: {},
    languages: 'English',
    licence: 'Apple’s own (apple-ascl)',
    licenceNote: 'Read Apple’s terms before you use it for work.',
    imageNet: { value: 67.8, source: apple },
    good: 'The smallest: made for phones, about as good as CLIP ViT-B/16.',
  },
  {
    name: 'mobileclip_s2',
    title: 'MobileCLIP-S2',
    repo: 'Xenova/mobileclip_s2',
    parametersM: 99,
    megabytes: {},
    languages: 'English',
    licence: 'Apple’s own (apple-ascl)',
    licenceNote: 'Read Apple’s terms before you use it for work.',
    imageNet: { value: 74.4, source: apple },
    good: 'Good pictures for little work.',
  },
  {
    name: 'siglip-base-patch16-224',
    title: 'SigLIP B/16',
    repo: 'Xenova/siglip-base-patch16-224',
    parametersM: 203,
    megabytes: { q8: 211, fp16: 407, fp32: 813 },
    languages: 'English',
    licence: 'Apache-2.0',
    coco: { value: 47.8, source: openClip },
    good: 'Finds pictures by sentences far better than CLIP of the same size.',
  },
  {
    name: 'siglip2-base-patch16-224-ONNX',
    title: 'SigLIP 2 B/16',
    repo: 'onnx-community/siglip2-base-patch16-224-ONNX',
    parametersM: 375,
    megabytes: { fp16: 785 },
    languages: 'Many (multilingual)',
    licence: 'Apache-2.0',
    good: 'The one for other languages than English. Its words alone take most of the download.',
  },
];

/** The entry of a model by its short name, or by its name on the hub. */
export const catalogueEntry = (name: string): CatalogueEntry | undefined =>
  catalogue.find((entry) => entry.name === name || entry.repo === name);
