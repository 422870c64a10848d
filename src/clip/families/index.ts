import { clipFamily } from './clip';
import type { Family, FamilyFiles } from './family';
import { siglipFamily } from './siglip';

export type { Family, FamilyFiles, TextInput, Towers } from './family';

/** The definition that a model's files ask for. */
export function familyFor(files: FamilyFiles): Family {
  return files.config.model_type === 'siglip' ? siglipFamily(files) : clipFamily(files);
}
