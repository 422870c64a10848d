import type { ManifestEntry } from '../../models';
import type { ModelIn } from './model-files-in';

/** A model that whoever serves the app put beside it, by `npm run model -- add`. */
export interface ServerModel {
  name: string;
  files: ManifestEntry[];
}

const folder = () => new URL('models/brought/', document.baseURI);

/** None where the server offers none, or is gone. */
export async function serverModels(): Promise<ServerModel[]> {
  try {
    const response = await fetch(new URL('index.json', folder()));
    return response.ok ? (await response.json()).models : [];
  } catch {
    return [];
  }
}

/** The files of such a model, each refused where it is not the one that the server lists. */
export function modelOfServer({ name, files }: ServerModel): ModelIn {
  return {
    name,
    files: files.map(({ path, bytes, sha256 }) => ({
      ...{ path, bytes, sha256 },
      open: () => contentAt(new URL(`${encodeURIComponent(name)}/${path}`, folder())),
    })),
  };
}

function contentAt(url: URL): ReadableStream<Uint8Array> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  fetch(url)
    .then((response) => {
      if (!response.ok || !response.body) throw new Error(`${url} cannot be read.`);
      return response.body.pipeTo(writable);
    })
    .catch((error) => writable.abort(error).catch(() => {}));
  return readable;
}
