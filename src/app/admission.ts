import { type Container, type DocumentIssue, issue, kindOfFormat } from '../core';
import type { Remote } from '../workers/connect';
import type { Library } from '../workers/library';
import type { IngestQueue } from './ingest-queue';
import { type ParsePool, ParseTimeoutError } from './parse-pool';
import type { IncomingFile } from './rummage';
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
}

/** The door: tells what a file is, takes apart what holds others, and refuses with a reason. */
export class Admission {
  private refusalCount = 0;

  constructor(private readonly parts: Parts) {}

  /** Settles when all of them are documents or refused. */
  async admitAll(files: readonly IncomingFile[], depth = 0): Promise<void> {
    const { ingest } = this.parts;
    const left = files.values();
    await Promise.all(
      Array.from({ length: maxAdmissions }, async () => {
        for (const file of left) {
          await this.admit(file, depth);
          ingest.admit(-1);
        }
      }),
    );
  }

  private async admit({ file, path }: IncomingFile, depth: number): Promise<void> {
    const { library, parsers } = this.parts;
    try {
      const identified = await parsers.run(
        (parser, step) => step(parser.identify(file, file.name)),
        true,
      );
      if (!identified.ok) return this.refuse(path, identified.issue);
      if ('container' in identified) {
        return await this.unpack({ file, path }, identified.container, depth);
      }
      const { id, format } = identified;
      const addedAt = Date.now();
      const kind = kindOfFormat[format];
      const document = { id, format, kind, byteSize: file.size, addedAt };
      await library.admit(document, { name: file.name, path, addedAt }, file);
    } catch (error) {
      this.refuse(path, admissionIssue(error));
    }
  }

  /** What is in it is admitted in its stead, below it as in a folder. */
  private async unpack({ file, path }: IncomingFile, container: Container, depth: number) {
    if (depth >= maxDepth) return this.refuse(path, tooDeep);
    const { files, refused } = await this.parts.parsers.run(
      (parser, step) => step(parser.unpack(file, file.name, container)),
      true,
    );
    const pathOf = (inner: string) => (inner === '' ? path : `${path}/${inner}`);
    for (const { path: inner, issue } of refused) this.refuse(pathOf(inner), issue);
    this.parts.ingest.admit(files.length);
    const inside = files.map(({ path: inner, file: content }) => ({
      file: new File([content], inner.slice(inner.lastIndexOf('/') + 1)),
      path: pathOf(inner),
    }));
    await this.admitAll(inside, depth + 1);
  }

  private refuse(name: string, reason: DocumentIssue): void {
    this.refusalCount += 1;
    const refusal = { id: this.refusalCount, name, issue: reason };
    this.parts.store.setState(({ refusals }) => ({ refusals: [...refusals, refusal] }));
  }
}

const tooDeep = issue(
  'too-large',
  `This is an archive in an archive, more than ${maxDepth} deep.`,
  'Unpack it and add what you need.',
);

function admissionIssue(error: unknown): DocumentIssue {
  if (error instanceof ParseTimeoutError) {
    return issue(
      'timeout',
      'Taking this file apart took too long and was stopped.',
      'Unpack it, or save it anew from the program it came from.',
    );
  }
  if (error instanceof Error && error.name === 'QuotaExceededError') {
    return issue('too-large', "The browser's storage is full.", 'Make room, then add it again.');
  }
  console.error(error);
  return issue(
    'internal',
    'This file could not be added.',
    'It may have been moved or changed meanwhile: add it again.',
  );
}
