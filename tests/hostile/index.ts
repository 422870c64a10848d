import type { HostileFile, Lure } from './hostile-file';
import { officeFiles } from './office';
import { archives, mails, pictures, richTexts, tables } from './other';
import { pdfs } from './pdf';
import { drawings, pages, texts } from './web';

/** Files of every format that try to run, to fetch or to lead away. */
export async function hostileFiles(lure: Lure): Promise<HostileFile[]> {
  return [
    ...drawings(lure),
    ...pages(lure),
    ...texts(lure),
    ...pdfs(lure),
    ...(await officeFiles(lure)),
    ...mails(lure),
    ...tables(lure),
    ...richTexts(lure),
    ...pictures(lure),
    ...(await archives(lure)),
  ];
}
