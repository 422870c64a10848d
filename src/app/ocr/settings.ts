import type { OcrLanguageCode } from '../../core';
import { bundledLanguages } from './languages';

export interface OcrSettings {
  /** Pictures and scans are read without being asked. */
  isOn: boolean;
  /** What is read as is usual. */
  language: OcrLanguageCode;
}

const onKey = 'rummage.ocr';
const languageKey = 'rummage.ocr.language';

export function readOcrSettings(): OcrSettings {
  return {
    isOn: localStorage.getItem(onKey) !== 'off',
    language: localStorage.getItem(languageKey) ?? bundledLanguages[0]!,
  };
}

export function saveOcrSettings({ isOn, language }: OcrSettings): void {
  localStorage.setItem(onKey, isOn ? 'on' : 'off');
  localStorage.setItem(languageKey, language);
}
