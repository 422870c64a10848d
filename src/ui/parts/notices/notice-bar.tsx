import { type ReactNode, useId } from 'react';
import { Icon } from '../icon';

interface Props {
  title: string;
  children: ReactNode;
  /** Buttons. */
  actions?: ReactNode;
}

/** Says, above whatever screen is open, what keeps the app from going on as it should. */
export function NoticeBar({ title, children, actions }: Props) {
  const id = useId();
  return (
    <section
      role="alert"
      aria-atomic="false"
      aria-labelledby={id}
      className="flex max-h-[50dvh] max-sm:max-h-[30dvh] shrink-0 flex-wrap items-center gap-x-4 gap-y-2 overflow-y-auto border-b border-line bg-raised px-3 py-2.5 text-sm sm:px-5"
    >
      <div className="flex min-w-0 grow basis-80 items-start gap-2.5">
        <Icon name="warning" className="mt-0.5 size-4 shrink-0 text-warning" />
        <div className="min-w-0 max-w-3xl">
          <h2 id={id} className="font-semibold">
            {title}
          </h2>
          {/* Told with the whole when it comes; counts that change in it are not told one by one. */}
          <div aria-live="off" className="text-quiet wrap-anywhere">
            {children}
          </div>
        </div>
      </div>
      {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
    </section>
  );
}
