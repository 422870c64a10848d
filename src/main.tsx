import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createRummage, holdStorage } from './app';
import { App } from './ui/app';
import { Erasing } from './ui/erasing';

const root = createRoot(document.getElementById('root')!);
const show = (screen: ReactNode) => root.render(<StrictMode>{screen}</StrictMode>);

holdStorage(() => show(<Erasing />)).then(
  () => show(<App rummage={createRummage()} />),
  (error: Error) => show(<Erasing fault={error.message} />),
);
