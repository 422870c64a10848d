import type { IncomingFile } from './rummage';

interface SampleList {
  files: { path: string; mediaType: string }[];
}

/** Fetches the samples that ship with the app, from its own origin. */
export async function fetchSamples(): Promise<IncomingFile[]> {
  const folder = new URL('samples/', document.baseURI);
  const get = async (path: string) => {
    const response = await fetch(new URL(path, folder));
    if (!response.ok) throw new Error(`the sample ${path} cannot be read (${response.status})`);
    return response;
  };
  const { files }: SampleList = await (await get('samples.json')).json();
  return Promise.all(
    files.map(async ({ path, mediaType }) => ({
      file: new File([await (await get(path)).blob()], path, { type: mediaType }),
      path: `samples/${path}`,
    })),
  );
}
