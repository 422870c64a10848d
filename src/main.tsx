import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createRummage, holdStorage, takeControl } from './app';
import { App } from './ui/app';
import { Erasing } from './ui/erasing';

const root = createRoot(document.getElementById('root')!);
const show = (screen: ReactNode) => root.render(<StrictMode>{screen}</StrictMode>);

async function start(): Promise<void> {
  try {
    await holdStorage(() => show(<Erasing />));
  } catch (error) {
    return show(<Erasing fault={(error as Error).message} />);
  }
  const control = await takeControl();
  if (control.phase !== 'reloading') show(<App rummage={createRummage(control)} />);
}

void start();
