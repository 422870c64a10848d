import { readSetting } from './stored-setting';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];
export const themeKey = 'rummage.theme';

/** Puts the choice on the root element, where the colour tokens look for it. */
export function applyTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

export function applyStoredTheme(): void {
  applyTheme(readSetting(themeKey, themes, 'system'));
}
