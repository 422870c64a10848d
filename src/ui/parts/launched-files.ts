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
      const files = await Promise.all(handles.map((handle) => handle.getFile()));
      await rummage.addFiles(files.map((file) => ({ file, path: file.name })));
    });
  }, [rummage]);
  return null;
}
