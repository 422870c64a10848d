import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createRummage, takeControl } from './app';
import { App } from './ui/app';

const control = await takeControl();
if (control.phase !== 'reloading') {
  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <App rummage={createRummage(control)} />
    </StrictMode>,
  );
}
