/** The arithmetic of CLIP, for whoever shows it; the encoder itself lives in a worker. */
export { readAdapter, writeAdapter } from './adapter-file';
export {
  type ContrastiveLoss,
  contrastiveLoss,
  type SigmoidLoss,
  sigmoid,
  sigmoidLoss,
} from './losses';
export { logits, normalize, softmax } from './similarity';
export { maxGeneralFall, minPairs, partPairs } from './teach';
