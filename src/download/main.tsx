import './download.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { erasingKey, storageLock } from '../core';
import { DownloadPage } from './download-page';

// As all pages that write: what is erased must not come back from here.
void navigator.locks.request(storageLock, { mode: 'shared' }, () => new Promise(() => {}));
window.addEventListener('storage', ({ key, newValue }) => {
  if (key === erasingKey && newValue !== null) location.reload();
});

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <DownloadPage />
  </StrictMode>,
);
