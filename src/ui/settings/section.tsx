import { type ReactNode, useId } from 'react';

export function Section({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className="grid gap-x-8 gap-y-3 border-t border-line py-6 first-of-type:border-t-0 sm:grid-cols-[8rem_1fr]"
    >
      <h2 id={id} className="font-semibold">
        {title}
      </h2>
      <div className="flex min-w-0 flex-col gap-4 text-quiet">{children}</div>
    </section>
  );
}
