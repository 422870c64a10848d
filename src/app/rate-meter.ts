const windowMs = 20_000;

/** Events a second over the last seconds. */
export class RateMeter {
  private times: number[] = [];
  private startedAt = performance.now();

  count(): void {
    this.times.push(performance.now());
  }

  /** Forgets what was: a pause is not slowness. */
  restart(): void {
    this.times = [];
    this.startedAt = performance.now();
  }

  /** 0 while there is too little to tell. */
  perSecond(): number {
    const now = performance.now();
    const from = Math.max(this.startedAt, now - windowMs);
    this.times = this.times.filter((time) => time >= from);
    if (this.times.length < 2) return 0;
    return this.times.length / ((now - from) / 1000);
  }
}
