import type { IncomingFile } from './rummage';

interface SampleList {
  files: { path: string; mediaType: string }[];
}

/** One of the samples that ship with the app, from its own origin. */
export async function fetchSample(path: string): Promise<Blob> {
  const response = await fetch(new URL(`samples/${path}`, document.baseURI));
  if (!response.ok) throw new Error(`the sample ${path} cannot be read (${response.status})`);
  return response.blob();
}

export async function fetchSamples(): Promise<IncomingFile[]> {
  const { files }: SampleList = JSON.parse(await (await fetchSample('samples.json')).text());
  return Promise.all(
    files.map(async ({ path, mediaType }) => ({
      file: new File([await fetchSample(path)], path, { type: mediaType }),
      path: `samples/${path}`,
    })),
  );
}
