import 'pdfjs-dist/build/pdf.worker.min.mjs';
import { reportRequests } from './request-watch';

reportRequests();
