/** Notes how long a call takes, for the browser's own profiler and for benchmarks. */
export async function timed<T>(name: string, call: Promise<T>): Promise<T> {
  const start = performance.now();
  const result = await call;
  performance.measure(name, { start });
  return result;
}
