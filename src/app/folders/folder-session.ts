import type { DocumentId, FolderId, LinkedFolder } from '../../core';
import type { Remote } from '../../workers/connect';
import type { Library } from '../../workers/library';
import type { Admission } from '../admission';
import type { IngestQueue } from '../ingest-queue';
import type { LibraryView } from '../library-view';
import type { AppStore } from '../state';
import { FolderRecord } from './folder-record';
import { type FolderCommand, type FolderView, noRemarks } from './folder-state';
import { FollowedFolder, type FollowParts } from './followed-folder';

/** Commands to the tab that does the work, and what it shows to the others. */
const channelName = 'rummage-folders';

/** Told to the screens at most this often. */
const showIntervalMs = 250;

interface Parts {
  store: AppStore;
  library: Remote<Library>;
  view: LibraryView;
  admission: Admission;
  ingest: IngestQueue;
}

type Message = { command: FolderCommand } | { shown: readonly FolderView[] };

/**
 * Folders that the library follows. The tab that ingests follows them; the others show what it
 * shows and hand it what they are asked for.
 */
export class FolderSession {
  private readonly channel = new BroadcastChannel(channelName);
  private readonly followed = new Map<FolderId, FollowedFolder>();
  private readonly parts: FollowParts;
  private isLeading = false;
  /** Another tab does the work. */
  private isLed = false;
  /** Asked for while no tab does the work yet. */
  private readonly early: FolderCommand[] = [];
  private turn: Promise<void> = Promise.resolve();
  private timer: number | undefined;

  constructor(private readonly all: Parts) {
    const { library, admission, ingest, view } = all;
    this.parts = {
      library,
      admission,
      ingest,
      document: (id) => view.document(id),
      documents: () => view.all(),
      onChange: () => this.showSoon(),
      inTurn: (work) => {
        this.turn = this.turn.then(work).catch(console.error);
        return this.turn;
      },
    };
    this.channel.onmessage = ({ data }) => this.receive(data as Message);
  }

  /**
   * Shows the folders, and follows them once this tab is the one that does.
   *
   * @param opened the library is there
   * @param leading settles when this tab ingests
   */
  async start(opened: Promise<unknown>, leading: Promise<void>): Promise<void> {
    await opened;
    this.show((await this.all.library.folders()).map(unknownView));
    this.post({ command: { to: 'tell' } });
    await leading;
    this.isLeading = true;
    for (const folder of await this.all.library.folders()) await this.load(folder);
    for (const command of this.early.splice(0)) await this.obey(command);
    this.showSoon();
  }

  /** Asks the person for a folder and links it. Comes with a press. */
  async pick(): Promise<void> {
    this.notify(undefined);
    try {
      const handle = await globalThis.showDirectoryPicker?.({ id: 'rummage', mode: 'read' });
      if (handle) await this.link(handle);
    } catch (error) {
      // Closed without a choice.
      if (error instanceof DOMException && error.name === 'AbortError') return;
      console.error(error);
      this.notify('The browser does not open this folder to the page. Choose another one.');
    }
  }

  /** Asks for the permission anew. Comes with a press. */
  async reconnect(id: FolderId): Promise<void> {
    const folder = await this.find(id);
    await folder?.handle.requestPermission({ mode: 'read' });
    this.do({ to: 'look', id });
  }

  do(command: FolderCommand): void {
    if (this.isLeading) void this.obey(command);
    else if (this.isLed) this.post({ command });
    else this.early.push(command);
  }

  dismissNotice(): void {
    this.notify(undefined);
  }

  /** The library has lost documents: some may be left out of their folder from now on. */
  follow(removed: readonly DocumentId[]): void {
    if (this.isLeading && removed.length > 0 && this.followed.size > 0) this.showSoon();
  }

  private async link(handle: FileSystemDirectoryHandle): Promise<void> {
    const { library } = this.all;
    for (const known of await library.folders()) {
      const overlap = await overlapOf(known, handle);
      if (overlap) return this.notify(overlap);
    }
    const id = crypto.randomUUID();
    const folder = { id, name: handle.name, handle, addedAt: Date.now() };
    await library.saveFolder(folder);
    if (!this.isLeading)
      this.show([...this.all.store.getState().folders.list, unknownView(folder)]);
    this.do({ to: 'load', id });
  }

  private async obey(command: FolderCommand): Promise<void> {
    switch (command.to) {
      case 'tell':
        return this.showSoon();
      case 'stop-all':
        return this.stopAll();
      case 'load': {
        const folder = await this.find(command.id);
        return folder && this.load(folder);
      }
      case 'forget':
        return this.forget(command.id, command.keeps);
    }
    const folder = this.followed.get(command.id);
    switch (command.to) {
      case 'look':
        return folder?.look([''], true);
      case 'stop':
        return folder?.stop();
      case 'take-back':
        return folder?.takeBack(command.path);
      case 'settle':
        return folder?.settle(command.keeps);
    }
  }

  private async load(folder: LinkedFolder): Promise<void> {
    if (this.followed.has(folder.id)) return;
    const { library } = this.all;
    const record = new FolderRecord(
      library,
      folder.id,
      folder.forgetting ? [] : await library.folderFiles(folder.id),
    );
    const followed = new FollowedFolder(folder, record, this.parts);
    this.followed.set(folder.id, followed);
    if (folder.forgetting) await this.forget(folder.id, folder.forgetting === 'keep');
    else void followed.look(['']);
  }

  private async forget(id: FolderId, keeps: boolean): Promise<void> {
    await this.followed.get(id)?.forget(keeps);
    this.followed.delete(id);
    this.showSoon();
  }

  private stopAll(): void {
    for (const folder of this.followed.values()) folder.stopWork();
  }

  private async find(id: FolderId): Promise<LinkedFolder | undefined> {
    return (await this.all.library.folders()).find((folder) => folder.id === id);
  }

  private receive(message: Message): void {
    if ('command' in message) {
      if (this.isLeading) void this.obey(message.command);
    } else if (!this.isLeading) {
      this.isLed = true;
      for (const command of this.early.splice(0)) this.post({ command });
      this.show(message.shown);
    }
  }

  private post(message: Message): void {
    this.channel.postMessage(message);
  }

  private showSoon(): void {
    this.timer ??= window.setTimeout(() => {
      this.timer = undefined;
      const shown = [...this.followed.values()].map((folder) => folder.view());
      this.show(shown);
      this.post({ shown });
    }, showIntervalMs);
  }

  private show(list: readonly FolderView[]): void {
    this.all.store.setState(({ folders }) => ({ folders: { ...folders, list } }));
  }

  private notify(notice: string | undefined): void {
    this.all.store.setState(({ folders }) => ({ folders: { ...folders, notice } }));
  }
}

/** Until the tab that follows it tells more. */
const unknownView = ({ id, name, lastLook }: LinkedFolder): FolderView => ({
  id,
  name,
  lastLook,
  fileCount: undefined,
  work: { phase: 'queued' },
  ...noRemarks,
});

/** Why a folder cannot be linked beside another; undefined where it can. */
async function overlapOf(
  { name, handle }: LinkedFolder,
  added: FileSystemDirectoryHandle,
): Promise<string | undefined> {
  if (await handle.isSameEntry(added)) return `“${name}” is linked already.`;
  if (await handle.resolve(added)) {
    return `“${added.name}” lies in “${name}”, which is linked: its files are there already.`;
  }
  if (await added.resolve(handle)) {
    return `“${name}”, which is linked, lies in “${added.name}”. Forget it first, keeping its documents, to link the larger one.`;
  }
  return undefined;
}
