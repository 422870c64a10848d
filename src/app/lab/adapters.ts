import { readAdapter, writeAdapter } from '../../clip';
import type { Adapter, StoredAdapter } from '../../core';
import type { Remote } from '../../workers/connect';
import type { Library } from '../../workers/library';
import type { ModelSession } from '../model-session';
import type { AppStore } from '../state';

/** What is shown of an adapter: all but its numbers. */
export interface AdapterSummary extends Omit<StoredAdapter, 'matrices'> {
  sides: string[];
  /** It was made for the encoder that is loaded. */
  isUsable: boolean;
}

/** Larger than any adapter of an encoder that runs here. */
const maxFileBytes = 64 * 1024 * 1024;

/** The adapters that are kept; at most one of them is on. */
export class Adapters {
  constructor(
    private readonly store: AppStore,
    private readonly library: Remote<Library>,
    private readonly model: ModelSession,
  ) {}

  /** Reads them anew, as another tab may have changed them. */
  async load(): Promise<void> {
    const [all, facts] = await Promise.all([
      this.library.adapters(),
      // Without a model none can be used, but all of them are still there.
      this.model.facts.catch(() => undefined),
    ]);
    const adapters = all.map(({ matrices, ...rest }) => ({
      ...rest,
      sides: Object.keys(matrices),
      isUsable:
        rest.dims === facts?.dims &&
        rest.model.name === facts.name &&
        rest.model.version === facts.version,
    }));
    this.store.setState({ adapters });
  }

  /** Keeps it under a name that no other has and switches it on. */
  async keep(adapter: Omit<Adapter, 'name'>, name: string): Promise<void> {
    const all = await this.library.adapters();
    const off = all.filter(({ isOn }) => isOn).map((one) => ({ ...one, isOn: false }));
    await this.change([], [...off, { ...adapter, name: freeName(name, all), isOn: true }]);
  }

  /** @param name of the one to switch on; undefined: none is */
  async switchTo(name: string | undefined): Promise<void> {
    const all = await this.library.adapters();
    const changed = all
      .filter((one) => one.isOn !== (one.name === name))
      .map((one) => ({ ...one, isOn: one.name === name }));
    if (changed.length > 0) await this.change([], changed);
  }

  async rename(name: string, wanted: string): Promise<void> {
    const all = await this.library.adapters();
    const adapter = all.find((one) => one.name === name);
    const others = all.filter((one) => one !== adapter);
    if (!adapter || wanted.trim() === '' || wanted === name) return;
    await this.change([name], [{ ...adapter, name: freeName(wanted, others) }]);
  }

  async remove(name: string): Promise<void> {
    await this.change([name], []);
  }

  /** The adapter as a file; undefined where it is gone. */
  async file(name: string): Promise<Blob | undefined> {
    const adapter = (await this.library.adapters()).find((one) => one.name === name);
    return adapter && writeAdapter(adapter);
  }

  /**
   * Keeps an adapter from a file, switched off.
   *
   * @throws {RangeError} with a message for the person
   */
  async import(file: Blob): Promise<void> {
    if (file.size > maxFileBytes) throw new RangeError('This file is too large for an adapter.');
    const adapter = readAdapter(await file.arrayBuffer());
    const name = freeName(adapter.name, await this.library.adapters());
    await this.change([], [{ ...adapter, name, isOn: false }]);
  }

  private async change(former: string[], adapters: StoredAdapter[]): Promise<void> {
    await this.library.changeAdapters(former, adapters);
    await this.load();
  }
}

/** The name, or the name with a number where another has it. */
function freeName(wanted: string, others: readonly { name: string }[]): string {
  const taken = new Set(others.map(({ name }) => name));
  const base = wanted.trim() || 'Adapter';
  let name = base;
  for (let n = 2; taken.has(name); n++) name = `${base} ${n}`;
  return name;
}
