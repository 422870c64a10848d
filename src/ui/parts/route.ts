import { useMemo, useSyncExternalStore } from 'react';
import type { DocumentId, DocumentKind } from '../../core';
import { hideAddresses, toMeant, toShown } from './hidden-address';

const screens = [
  'search',
  'ask',
  'library',
  'library/duplicates',
  'settings',
  'lab/match',
  'lab/contrast',
  'lab/teach',
  'lab/map',
  'lab/score',
  'lab/answers',
] as const;

export type Screen = (typeof screens)[number];

/** A chunk's key: `documentId/ordinal`. */
export type HitKey = string;

/** A hit in the library ("more like this"), or a picture of this tab, see query-pictures. */
export interface RoutePicture {
  key: string;
  /** -1 to 1, not 0; words count 1. */
  weight: number;
}

/** What the address says. Everything in it survives a reload, except pictures of this tab. */
export interface Route {
  screen: Screen;
  /** Words searched for. */
  q: string;
  kind?: DocumentKind | undefined;
  /** Pictures and hits searched by, beside the words or alone. */
  pictures?: RoutePicture[] | undefined;
  /** The hit in the preview. */
  open?: HitKey | undefined;
  /** The thread of questions on show. */
  thread?: string | undefined;
}

const kinds: readonly string[] = ['image', 'pdf', 'table', 'text'];

export function hitKey(documentId: DocumentId, ordinal: number): HitKey {
  return `${documentId}/${ordinal}`;
}

export function splitHitKey(key: HitKey): { documentId: DocumentId; ordinal: number } {
  const slash = key.lastIndexOf('/');
  return { documentId: key.slice(0, slash), ordinal: Number(key.slice(slash + 1)) };
}

export function parseRoute(hash: string): Route {
  // A question mark may stand in a query that was typed by hand as well.
  const [, path = '', query = ''] = /^#?\/?([^?]*)\??(.*)$/s.exec(hash) ?? [];
  const fields = new URLSearchParams(query);
  const kind = fields.get('kind');
  return {
    screen: screens.find((screen) => screen === path) ?? 'search',
    q: fields.get('q') ?? '',
    kind: kind && kinds.includes(kind) ? (kind as DocumentKind) : undefined,
    pictures: fields.getAll('with').map(parsePicture),
    open: fields.get('open') ?? undefined,
    thread: fields.get('thread') ?? undefined,
  };
}

export function formatRoute({ screen, q, kind, pictures, open, thread }: Route): string {
  const fields = new URLSearchParams();
  if (q) fields.set('q', q);
  if (kind) fields.set('kind', kind);
  for (const { key, weight } of pictures ?? []) {
    fields.append('with', weight === 1 ? key : `${weight}*${key}`);
  }
  if (thread) fields.set('thread', thread);
  if (open) fields.set('open', open);
  const query = fields.toString();
  return `#/${screen}${query ? `?${query}` : ''}`;
}

function parsePicture(written: string): RoutePicture {
  const [, number, key = written] = /^(-?[\d.]+)\*(.+)$/.exec(written) ?? [];
  const weight = Math.max(-1, Math.min(1, Number(number ?? 1)));
  return { key, weight: weight || 1 };
}

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('popstate', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('popstate', listener);
  };
}

const currentHash = () => toMeant(location.hash);

export function currentRoute(): Route {
  return parseRoute(currentHash());
}

export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, currentHash);
  return useMemo(() => parseRoute(hash), [hash]);
}

/** @param how `replace` where Back should not stop at the present address */
export function navigate(route: Route, how: 'push' | 'replace' = 'push'): void {
  const hash = formatRoute(route);
  if (hash === currentHash()) return;
  if (how === 'replace') history.replaceState(null, '', toShown(hash));
  else history.pushState(null, '', toShown(hash));
  for (const listener of listeners) listener();
}

/** Keeps what is searched for out of the address, see hidden-address, or no more. */
export function keepAddressesPrivate(isOn: boolean): void {
  const hash = currentHash();
  if (!hideAddresses(isOn)) return;
  history.replaceState(null, '', toShown(hash));
  // The second is that of the middle button.
  for (const click of ['click', 'auxclick'] as const) {
    if (isOn) window.addEventListener(click, follow, true);
    else window.removeEventListener(click, follow, true);
  }
}

/**
 * Follows a link within the app without its address coming to stand anywhere: not in another tab or
 * window either, whichever button or key asks for one.
 */
function follow(event: MouseEvent): void {
  const isMenu = event.button > 1;
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  const href = link?.getAttribute('href');
  if (isMenu || !href?.startsWith('#/') || !href.includes('?')) return;
  event.preventDefault();
  navigate(parseRoute(href));
}
