import { type ReactNode, useId } from 'react';

export const cardHeadPx = 48;

/** Both lines of the border. */
export const cardBorderPx = 2;

interface Props {
  title: string;
  /** Worth a warning. */
  remark?: string | undefined;
  actions: ReactNode;
  children: ReactNode;
}

/** The frame of a group; all its parts have heights known beforehand. */
export function Card({ title, remark, actions, children }: Props) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className="h-full overflow-hidden rounded-lg border border-line bg-raised"
    >
      <div
        style={{ height: cardHeadPx }}
        className="flex items-center gap-2 border-b border-line pr-1.5 pl-3 text-sm sm:pl-4"
      >
        <h2 id={id} className="min-w-0 grow truncate font-semibold" title={title}>
          {title}
          {remark && <span className="font-normal text-danger"> · {remark}</span>}
        </h2>
        {actions}
      </div>
      {children}
    </section>
  );
}
