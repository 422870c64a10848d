import { normalize } from '../../clip';
import type { CaptionMatrix, ChunkPlace, LossKind } from '../../core';
import type { Remote } from '../../workers/connect';
import type { Library } from '../../workers/library';
import type { ModelSession } from '../model-session';

export interface MatchRequest {
  pictures: ChunkPlace[];
  captions: string[];
  /** Each with `{}` where the caption goes. */
  templates: string[];
}

export interface CaptionMatches extends MatchRequest, CaptionMatrix {
  /** ln of the factor by which cosines become logits, as the model learned it. */
  logitScale: number;
  /** Added to the logits before the sigmoid. */
  logitBias: number;
  loss: LossKind;
}

/** Captions embedded at a time, between which a person may cancel. */
const captionsAtOnce = 16;

/** By a function, for a caption may hold `$&`, which a string would put the match in place of. */
const fill = (template: string, caption: string) => template.replaceAll('{}', () => caption);

/**
 * Scores captions against pictures. With several templates a caption's embedding is the mean of
 * theirs, brought back to unit length (Radford et al. 2021, section 3.1.4).
 *
 * @throws {DOMException} AbortError
 */
export async function match(
  { library, model }: { library: Remote<Library>; model: ModelSession },
  request: MatchRequest,
  onProgress: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<CaptionMatches> {
  const { pictures, captions, templates } = request;
  const { dims, logitScale, logitBias, loss } = await model.facts;
  const packed = new Float32Array(captions.length * dims);
  for (let from = 0; from < captions.length; from += captionsAtOnce) {
    signal.throwIfAborted();
    onProgress(from, captions.length);
    const some = captions.slice(from, from + captionsAtOnce);
    const texts = some.flatMap((caption) => templates.map((one) => fill(one, caption)));
    const embedded = await model.embedTexts(texts, 'query', signal);
    for (const i of some.keys()) {
      const mean = packed.subarray((from + i) * dims, (from + i + 1) * dims);
      for (let t = 0; t < templates.length; t++) {
        const at = (i * templates.length + t) * dims;
        for (let d = 0; d < dims; d++) mean[d]! += embedded[at + d]!;
      }
      normalize(mean);
    }
  }
  const matrix = await library.matchCaptions(pictures, packed);
  return { ...request, ...matrix, logitScale, logitBias, loss };
}
