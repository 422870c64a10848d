import type { DocumentId } from '../core';
import type { Remote } from '../workers/connect';
import type { Library } from '../workers/library';
import type { ModelSession } from './model-session';

/** Captions embedded at a time. */
const captionsAtOnce = 32;

interface Parts {
  library: Remote<Library>;
  model: ModelSession;
}

/** Embeds captions and writes each to its picture. */
export async function setCaptions(
  { library, model }: Parts,
  captions: readonly { id: DocumentId; caption: string }[],
  onProgress: (done: number) => void = () => {},
  signal?: AbortSignal,
): Promise<void> {
  const [{ dims }, { fingerprint }] = await Promise.all([model.facts, model.info()]);
  let done = 0;
  for (let from = 0; from < captions.length; from += captionsAtOnce) {
    signal?.throwIfAborted();
    const some = captions
      .slice(from, from + captionsAtOnce)
      .map(({ id, caption }) => ({ id, caption: caption.trim() }));
    const written = some.filter(({ caption }) => caption !== '');
    const vectors =
      written.length > 0
        ? await model.embedTexts(
            written.map(({ caption }) => caption),
            'query',
            signal,
          )
        : new Float32Array();
    for (const one of some) {
      const at = written.indexOf(one);
      const embedding =
        at < 0 ? undefined : Float32Array.from(vectors.subarray(at * dims, (at + 1) * dims));
      await library.setCaption(one.id, one.caption, embedding, fingerprint);
      done += 1;
      onProgress(done);
    }
  }
}
