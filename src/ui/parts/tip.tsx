import type { ReactNode } from 'react';
import { Tooltip } from 'react-aria-components';

/** The bubble of a tooltip. */
export function Tip({ children }: { children: ReactNode }) {
  return (
    <Tooltip
      offset={6}
      className="max-w-64 rounded-md bg-ink px-2.5 py-1.5 text-xs text-canvas shadow-lg"
    >
      {children}
    </Tooltip>
  );
}
