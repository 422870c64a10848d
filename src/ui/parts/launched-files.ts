import { useEffect } from 'react';
import { navigate } from './route';
import { useRummage } from './rummage-context';

/** Not in TypeScript's types yet: https://wicg.github.io/web-app-launch/ */
interface LaunchQueue {
  setConsumer(consumer: (launch: { files: readonly FileSystemFileHandle[] }) => void): void;
}

/** Adds files that the system opens with the installed app, and shows them in the Library. */
export function LaunchedFiles(): null {
  const rummage = useRummage();
  useEffect(() => {
    const { launchQueue } = window as { launchQueue?: LaunchQueue };
    launchQueue?.setConsumer(async ({ files: handles }) => {
      if (handles.length === 0) return;
      navigate({ screen: 'library', q: '' });
      const opened = await Promise.allSettled(handles.map((handle) => handle.getFile()));
      // One that is gone or may not be read leaves the others alone.
      for (const one of opened) if (one.status === 'rejected') console.error(one.reason);
      const files = opened.filter((one) => one.status === 'fulfilled').map(({ value }) => value);
      await rummage.addFiles(files.map((file) => ({ file, path: file.name })));
    });
  }, [rummage]);
  return null;
}
