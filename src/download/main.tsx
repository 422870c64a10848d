import './download.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { DownloadPage } from './download-page';

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <DownloadPage />
  </StrictMode>,
);
