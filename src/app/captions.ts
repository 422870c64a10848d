import type { DocumentId, SourceDocument } from '../core';
import type { Remote } from '../workers/connect';
import type { Library } from '../workers/library';
import type { ModelSession } from './model-session';

/** Captions embedded at a time. */
const captionsAtOnce = 32;

interface Parts {
  library: Remote<Library>;
  model: ModelSession;
  document: (id: DocumentId) => SourceDocument | undefined;
}

/** Embeds captions and writes each to its picture; one without has what its file says of itself. */
export async function setCaptions(
  { library, model, document }: Parts,
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
      .map(({ id, caption }) => ({ id, caption: caption.trim() }))
      .map((one) => ({ ...one, text: one.caption || ownCaption(document(one.id)) }));
    const written = some.filter(({ text }) => text !== '');
    const vectors =
      written.length > 0
        ? await model.embedTexts(
            written.map(({ text }) => text),
            'query',
            signal,
          )
        : new Float32Array();
    for (const one of some) {
      const at = written.indexOf(one);
      const found =
        at < 0
          ? undefined
          : {
              text: one.text,
              embedding: Float32Array.from(vectors.subarray(at * dims, (at + 1) * dims)),
            };
      await library.setCaption(one.id, one.caption, found, fingerprint);
      done += 1;
      onProgress(done);
    }
  }
}

function ownCaption(document: SourceDocument | undefined): string {
  if (document?.state.phase !== 'ready') return '';
  return String(document.state.metadata.Description ?? '');
}
