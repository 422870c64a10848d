import type { DocumentKind } from '../../core';

/** Drawn on a 20 × 20 grid, lines 1.5 wide. */
const paths = {
  search: 'M9 15A6 6 0 1 0 9 3a6 6 0 0 0 0 12ZM13.5 13.5 17 17',
  image: 'M3 4.5h14v11H3zM3 13l4-4 3.5 3.5L13 10l4 4M13 7.5h.01',
  pdf: 'M5 2.5h6.5L15 6v11.5H5zM11.5 2.5V6H15M7.5 10h5M7.5 13h5',
  table: 'M3 4h14v12H3zM3 8h14M3 12h14M8.5 4v12',
  text: 'M4 5h12M4 8.5h12M4 12h12M4 15.5h7',
  file: 'M5 2.5h6.5L15 6v11.5H5zM11.5 2.5V6H15',
  addFile: 'M10 4v12M4 10h12',
  addFolder: 'M2.5 5h5l1.5 2h8.5v9h-15zM10 9.5v4M8 11.5h4',
  folder: 'M2.5 5h5l1.5 2h8.5v9h-15z',
  close: 'm5 5 10 10M15 5 5 15',
  camera: 'M3 6.5h3L7.5 4.5h5L14 6.5h3v9H3zM10 13.5a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4Z',
  list: 'M3 5h3v3H3zM3 12h3v3H3zM9 6.5h8M9 13.5h8',
  grid: 'M3 4h8v6H3zM14 4h3v6h-3zM3 13h4v3H3zM10 13h7v3h-7z',
  like: 'M6 6.5h10.5v10H6zM3.5 13.5v-10H14',
  download: 'M10 3v9.5M6 9l4 4 4-4M4 16.5h12',
  up: 'm5 12 5-5 5 5',
  down: 'm5 8 5 5 5-5',
  left: 'm12 5-5 5 5 5',
  right: 'm8 5 5 5-5 5',
  trash: 'M4 5.5h12M8 5.5v-2h4v2M5.5 5.5l.7 11h7.6l.7-11',
  retry: 'M15.5 10a5.5 5.5 0 1 1-1.8-4.1M14 2.5V6h-3.5',
  pause: 'M7 4.5v11M13 4.5v11',
  play: 'm6.5 4 9 6-9 6z',
  warning: 'M10 3 2.5 16.5h15zM10 8v4M10 14.2h.01',
  star: 'm10 3 2.2 4.4 4.8.7-3.5 3.4.9 4.8-4.4-2.3-4.4 2.3.9-4.8L3 8.1l4.8-.7z',
  starred: 'm10 3 2.2 4.4 4.8.7-3.5 3.4.9 4.8-4.4-2.3-4.4 2.3.9-4.8L3 8.1l4.8-.7z',
  heat: 'M10 2.5c.5 3 4.5 4.8 4.5 9a4.5 4.5 0 0 1-9 0c0-2 1-3 2-4 .2 1.2.8 1.8 1.5 2 .6-2.5 0-5 1-7Z',
  edit: 'm4 13.5-.5 3 3-.5L16 6.5 13.5 4zM11.5 6l2.5 2.5',
  ask: 'M3 4h14v9.5H9L5.5 17v-3.5H3zM7 8h6M7 10.5h4',
  minus: 'M4 10h12',
  whole: 'M4 8V4h4M12 4h4v4M16 12v4h-4M8 16H4v-4',
  lasso:
    'M10 3.5c4 0 7 1.8 7 4.2s-3 4.3-7 4.3-7-1.9-7-4.3 3-4.2 7-4.2ZM6 11.5c-1.5.5-1.5 2.5 0 2.8s1.5 2-.5 2.7',
  lock: 'M5 9h10v7.5H5zM7 9V6.5a3 3 0 0 1 6 0V9',
} as const;

export type IconName = keyof typeof paths;

/** Decorative: whatever it says is also said in words beside it. */
export function Icon({ name, className = 'size-5' }: { name: IconName; className?: string }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 20 20"
      className={`shrink-0 ${name === 'starred' ? 'fill-current text-accent' : 'fill-none'} stroke-current stroke-[1.5] ${className}`}
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={paths[name]} />
    </svg>
  );
}

export const kindIcons: Record<DocumentKind, IconName> = {
  image: 'image',
  pdf: 'pdf',
  table: 'table',
  text: 'text',
};
