import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { AppState, Rummage } from '../../app';
import type { ThumbnailCache } from './thumbnail-cache';

interface Services {
  rummage: Rummage;
  thumbnails: ThumbnailCache;
}

const ServicesContext = createContext<Services | undefined>(undefined);

export const ServicesProvider = ServicesContext.Provider;

function useServices(): Services {
  const services = useContext(ServicesContext);
  if (!services) throw new Error('Used outside of <App>');
  return services;
}

export function useRummage(): Rummage {
  return useServices().rummage;
}

export function useThumbnails(): ThumbnailCache {
  return useServices().thumbnails;
}

/** A slice of the state; the component draws again only when this very slice changes. */
export function useAppState<T>(select: (state: AppState) => T): T {
  return useStore(useRummage().store, select);
}
