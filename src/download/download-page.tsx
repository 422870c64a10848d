import { useEffect, useState } from 'react';
import { catalogue } from '../models';
import { Download, unfinished } from './download';
import { DownloadRow } from './download-row';
import { isRepo } from './hub';
import { buttonClass, OfferChoice } from './offer-choice';
import { type Offer, offerOf, planOf } from './plan';

type Lookup =
  | { phase: 'idle' }
  | { phase: 'asking'; repo: string }
  | { phase: 'there'; offer: Offer }
  | { phase: 'failed'; message: string };

/** Fetches models from the hub into this browser's storage; knows nothing of the library. */
export function DownloadPage() {
  const [downloads, setDownloads] = useState<Download[]>([]);
  const [lookup, setLookup] = useState<Lookup>({ phase: 'idle' });
  const [typed, setTyped] = useState('');
  const [, setTick] = useState(0);
  const redraw = () => setTick((tick) => tick + 1);
  // biome-ignore lint/correctness/useExhaustiveDependencies: read once, when the page opens
  useEffect(() => {
    void unfinished().then((plans) =>
      setDownloads(plans.map((plan) => new Download(plan, redraw))),
    );
  }, []);

  const find = async (repo: string) => {
    setLookup({ phase: 'asking', repo });
    try {
      setLookup({ phase: 'there', offer: await offerOf(repo, new AbortController().signal) });
    } catch (error) {
      setLookup({ phase: 'failed', message: error instanceof Error ? error.message : `${error}` });
    }
  };
  const begin = (offer: Offer, wanted: Parameters<typeof planOf>[1]) => {
    const download = new Download(planOf(offer, wanted), redraw);
    setDownloads((all) => [...all.filter(({ name }) => name !== download.name), download]);
    setLookup({ phase: 'idle' });
    void navigator.storage.persist?.();
    void download.run();
  };

  return (
    <main className="mx-auto flex h-full max-w-2xl flex-col gap-6 overflow-y-auto px-4 py-8 sm:px-5">
      <div>
        <a href="./#/settings" className="text-accent underline underline-offset-2">
          Back to Rummage
        </a>
        <h1 className="pt-2 text-2xl font-semibold tracking-tight">Download a model</h1>
        <p className="pt-2 text-quiet">
          This page contacts huggingface.co, which sees your address and which model you ask for. It
          holds no code that reads your library, and sends nothing but these requests. What it
          fetches is verified and stays in this browser.
        </p>
      </div>
      {downloads.length > 0 && (
        <ul aria-label="Downloads" className="flex flex-col gap-4">
          {downloads.map((download) => (
            <DownloadRow
              key={download.name}
              name={download.name}
              state={download.state}
              onPause={() => download.pause()}
              onResume={() => void download.run()}
              onDiscard={async () => {
                await download.discard();
                setDownloads((all) => all.filter((one) => one !== download));
              }}
            />
          ))}
        </ul>
      )}
      <p role="status" className={lookup.phase === 'failed' ? 'text-danger' : ''}>
        {lookup.phase === 'asking' && `Looking for ${lookup.repo} …`}
        {lookup.phase === 'failed' && lookup.message}
      </p>
      {lookup.phase === 'there' && <OfferChoice offer={lookup.offer} onBegin={begin} />}
      <ul aria-label="Models" className="flex flex-col divide-y divide-line">
        {catalogue.map(({ title, repo, good, languages, licence }) => (
          <li key={repo} className="flex flex-wrap items-center justify-between gap-3 py-3">
            <div className="min-w-0 flex-1 basis-60">
              <p className="font-medium">{title}</p>
              <p className="text-sm text-quiet">
                {good} {languages}. {licence}.
              </p>
            </div>
            <button
              type="button"
              className={buttonClass}
              aria-label={`Choose ${title}`}
              onClick={() => void find(repo)}
            >
              Choose
            </button>
          </li>
        ))}
      </ul>
      <form
        className="flex flex-wrap items-end gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          const repo = typed.trim().replace('https://huggingface.co/', '');
          if (isRepo(repo)) void find(repo);
          else setLookup({ phase: 'failed', message: 'A model’s name reads owner/name.' });
        }}
      >
        <label className="flex min-w-0 flex-1 flex-col gap-1 text-sm">
          Another CLIP or SigLIP in the ONNX layout, by its name on the hub
          <input
            value={typed}
            placeholder="owner/name"
            onChange={({ currentTarget }) => setTyped(currentTarget.value)}
            className="h-9 rounded-md border border-control bg-raised px-3 text-base"
          />
        </label>
        <button type="submit" className={buttonClass}>
          Look it up
        </button>
      </form>
    </main>
  );
}
