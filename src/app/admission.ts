import {
  type Container,
  type DocumentId,
  type DocumentIssue,
  type Identified,
  isStorageFull,
  issue,
  kindOfFormat,
} from '../core';
import { type Remote, WorkerGoneError } from '../workers/connect';
import type { Library } from '../workers/library';
import { readerEnded } from './ingest-document';
import type { IngestQueue } from './ingest-queue';
import { isBackup } from './is-backup';
import { type ParsePool, ParseTimeoutError } from './parse-pool';
import type { FolderOrigin, IncomingFile } from './rummage';
import { Sidecars } from './sidecars';
import type { AppStore } from './state';

/** Files identified at a time while many are added. */
const maxAdmissions = 4;

/** Archives in archives in archives are taken apart this deep. */
const maxDepth = 4;

interface Parts {
  store: AppStore;
  library: Remote<Library>;
  parsers: ParsePool;
  ingest: IngestQueue;
  /** Of pictures that are in the library already. */
  setCaptions: (captions: { id: DocumentId; caption: string }[]) => Promise<void>;
}

/** The door: tells what a file is, takes apart what holds others, and refuses with a reason. */
export class Admission {
  private refusalCount = 0;
  private captions: { id: DocumentId; caption: string }[] = [];
  /** Counts up when all is cancelled: what began before is let in no more. */
  private round = 0;

  constructor(private readonly parts: Parts) {}

  /** Settles when all of them are documents or refused, or {@link cancel} was called. */
  async admitAll(
    files: readonly IncomingFile[],
    depth = 0,
    isWanted = this.untilCancelled(),
  ): Promise<void> {
    const { ingest } = this.parts;
    const sidecars = new Sidecars(files);
    const left = files.values();
    await Promise.all(
      Array.from({ length: maxAdmissions }, async () => {
        for (const file of left) {
          const isTaken = isWanted() && !sidecars.isUsedUp(file);
          if (isTaken) await this.admit(file, sidecars.of(file), depth, isWanted);
          ingest.admit(-1);
        }
      }),
    );
    const captions = this.captions.splice(0);
    if (captions.length > 0) await this.parts.setCaptions(captions).catch(console.error);
  }

  /** Lets in nothing more of what is being added now. */
  cancel(): void {
    this.round += 1;
  }

  private untilCancelled(): () => boolean {
    const { round } = this;
    return () => this.round === round;
  }

  /** Nothing can be let in now. */
  refuseAll(files: readonly IncomingFile[], reason: DocumentIssue): void {
    for (const incoming of files) this.refuse(incoming, reason);
  }

  private async admit(
    incoming: IncomingFile,
    sidecars: readonly IncomingFile[],
    depth: number,
    isWanted: () => boolean,
  ): Promise<void> {
    const { library } = this.parts;
    const { file, path, folder } = incoming;
    try {
      const identified = await this.identify(file);
      if (!isWanted()) return;
      if (!identified.ok) return this.refuse(incoming, identified.issue);
      if ('container' in identified) {
        if (await isBackup(file)) return this.refuse(incoming, backupOfLibrary);
        return await this.unpack(incoming, identified.container, depth, isWanted);
      }
      const { id, format } = identified;
      if (folder?.isLeftOut(id)) return folder.admitted(id, path);
      const addedAt = Date.now();
      const kind = kindOfFormat[format];
      const caption = kind === 'image' ? await this.captionIn(sidecars) : undefined;
      const document = {
        id,
        format,
        kind,
        byteSize: file.size,
        addedAt,
        ...(caption && { caption }),
      };
      const name = { name: file.name, path, addedAt, ...(folder && { folder: folder.id }) };
      const admitted = await library.admit(document, name, file);
      if (!isWanted() && admitted.state.phase === 'waiting') return await library.remove([id]);
      folder?.admitted(id, path);
      // It was there before, and nobody has said what it shows.
      if (caption && admitted.caption === undefined) this.captions.push({ id, caption });
    } catch (error) {
      if (isStorageFull(error)) this.parts.ingest.storageFull(file.size);
      this.refuse(incoming, admissionIssue(error, file.size));
    }
  }

  private identify(file: File): Promise<Identified> {
    return this.parts.parsers.run((parser, step) => step(parser.identify(file, file.name)), true);
  }

  private async captionIn(sidecars: readonly IncomingFile[]): Promise<string | undefined> {
    for (const { file } of sidecars) {
      const identified = await this.identify(file);
      if ('caption' in identified) return identified.caption;
    }
    return undefined;
  }

  /** What is in it is admitted in its stead, below it as in a folder. */
  private async unpack(
    incoming: IncomingFile,
    container: Container,
    depth: number,
    isWanted: () => boolean,
  ) {
    const { file, path, folder } = incoming;
    if (depth >= maxDepth) return this.refuse(incoming, tooDeep);
    const { files, refused } = await this.parts.parsers.run(
      (parser, step) => step(parser.unpack(file, file.name, container)),
      true,
    );
    if (!isWanted()) return;
    const pathOf = (inner: string) => (inner === '' ? path : `${path}/${inner}`);
    for (const { path: inner, issue } of refused) {
      this.refuse({ path: pathOf(inner), folder }, issue);
    }
    this.parts.ingest.admit(files.length);
    const inside = files.map(({ path: inner, file: content }) => ({
      file: new File([content], inner.slice(inner.lastIndexOf('/') + 1)),
      path: pathOf(inner),
      ...(folder && { folder }),
    }));
    await this.admitAll(inside, depth + 1, isWanted);
  }

  private refuse(
    { path: name, folder }: { path: string; folder?: FolderOrigin | undefined },
    reason: DocumentIssue,
  ): void {
    if (folder) {
      folder.refused(name, reason);
      return;
    }
    this.refusalCount += 1;
    const refusal = { id: this.refusalCount, name, issue: reason };
    this.parts.store.setState(({ refusals }) => ({ refusals: [...refusals, refusal] }));
  }
}

const backupOfLibrary = issue(
  'unsupported',
  'This is a backup of a library.',
  'Restore it in the settings, under “Backup and export”.',
);

const tooDeep = issue(
  'too-large',
  `This is an archive in an archive, more than ${maxDepth} deep.`,
  'Unpack it and add what you need.',
);

const storageFull = new WeakSet<DocumentIssue>();

/** Whether a file was refused for want of room, and could come in later. */
export const isForRoom = (issue: DocumentIssue | undefined): boolean =>
  issue !== undefined && storageFull.has(issue);

const formatMegabytes = (bytes: number): string =>
  `${Math.max(0.1, bytes / 1e6).toFixed(bytes < 10e6 ? 1 : 0)} MB`;

function admissionIssue(error: unknown, byteSize: number): DocumentIssue {
  if (error instanceof ParseTimeoutError) {
    return issue(
      'timeout',
      'Taking this file apart took too long and was stopped.',
      'Unpack it, or save it anew from the program it came from.',
    );
  }
  if (error instanceof WorkerGoneError) return readerEnded;
  if (isStorageFull(error)) {
    const full = issue(
      'too-large',
      `The browser gives Rummage no more room, and this file takes ${formatMegabytes(byteSize)}.`,
      'Remove documents from your library or free space on the disk, then add it again.',
    );
    storageFull.add(full);
    return full;
  }
  console.error(error);
  return issue(
    'internal',
    'This file could not be added.',
    'It may have been moved or changed meanwhile: add it again.',
  );
}
