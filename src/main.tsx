import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createRummage } from './app';
import { App } from './ui/app';

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App rummage={createRummage()} />
  </StrictMode>,
);
