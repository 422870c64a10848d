/** Instead of the app, while all that it keeps is removed; or why that is not possible yet. */
export function Erasing({ fault }: { fault?: string }) {
  return (
    <main className="mx-auto flex h-dvh max-w-lg flex-col justify-center gap-2 px-4">
      <h1 className="text-2xl font-semibold tracking-tight">
        {fault === undefined ? 'Erasing everything …' : 'Not everything is erased'}
      </h1>
      {fault !== undefined && (
        <p role="alert" className="text-danger">
          {fault}
        </p>
      )}
    </main>
  );
}
