import { useLatest } from '../../parts/hooks';
import { useRummage } from '../../parts/rummage-context';

/** Origin of the one server with language models that this app was started to talk to, if any. */
export function useModelServer(): string | undefined {
  const rummage = useRummage();
  const server = useLatest(() => rummage.generatorOptions(), 'options')?.server;
  return server && new URL(server, location.href).origin;
}
