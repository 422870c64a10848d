export interface TemplateSet {
  id: string;
  label: string;
  /** Each with `{}` where the caption goes; the embedding is the mean of theirs. */
  templates: readonly string[];
}

/**
 * Phrases around a caption (Radford et al. 2021, section 3.1.4). The seven are those that its authors
 * found to be enough for ImageNet, in the notebook on prompts that they published with the weights.
 */
export const templateSets: readonly TemplateSet[] = [
  { id: 'plain', label: 'As written', templates: ['{}'] },
  { id: 'photo', label: '“a photo of a {}”', templates: ['a photo of a {}'] },
  {
    id: 'seven',
    label: 'Seven phrases, averaged',
    templates: [
      'itap of a {}.',
      'a bad photo of the {}.',
      'a origami {}.',
      'a photo of the large {}.',
      'a {} in a video game.',
      'art of the {}.',
      'a photo of the small {}.',
    ],
  },
];

/** Id of the choice to write them oneself. */
export const ownTemplates = 'own';

/** The templates of a set, or those that were typed, one a line; without any, captions as written. */
export function templatesOf(id: string, typed: string): string[] {
  const set = templateSets.find((one) => one.id === id);
  if (set) return [...set.templates];
  const lines = typed.split(/\r?\n/).map((line) => line.trim());
  const usable = lines.filter((line) => line.includes('{}'));
  return usable.length > 0 ? usable : ['{}'];
}
