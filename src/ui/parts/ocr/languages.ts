import type { OcrLanguage, OcrLanguageCode } from '../../../core';
import { useLoaded } from '../hooks';
import { useRummage } from '../rummage-context';

/**
 * The languages that can be read: those of the app, then those that the person brought.
 *
 * @param version another one has them read anew
 */
export function useOcrLanguages(version = 0): (OcrLanguage | { code: OcrLanguageCode })[] {
  const { ocr } = useRummage();
  const { value: brought = [] } = useLoaded(() => ocr.broughtLanguages(), `${version}`);
  return [...ocr.bundledLanguages.map((code) => ({ code })), ...brought];
}

const names = new Intl.DisplayNames('en', { type: 'language' });

/** "German" for `deu`; what has no name, as `chi_sim`, is called by its code. */
export function languageName(code: OcrLanguageCode): string {
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}
