/** The arithmetic of CLIP, for whoever shows it; the encoder itself lives in a worker. */
export { logits, normalize, softmax } from './similarity';
