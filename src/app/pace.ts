/** Too little to tell. */
const minSeconds = 2;

interface Step {
  name: string;
  phase: string;
  done: number;
  total: number;
}

/** The time one long step still takes, by how far it is since it was first seen. */
export class Pace {
  private seen: { key: string; done: number; at: number } | undefined;

  /** Undefined while unknown. */
  secondsLeft({ name, phase, done, total }: Step): number | undefined {
    const now = performance.now();
    const key = `${phase} ${name}`;
    if (this.seen?.key !== key || this.seen.done > done) this.seen = { key, done, at: now };
    const seconds = (now - this.seen.at) / 1000;
    const perSecond = (done - this.seen.done) / seconds;
    return seconds >= minSeconds && perSecond > 0 ? (total - done) / perSecond : undefined;
  }
}
