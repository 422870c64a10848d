/** Looked at this often; a computer that slept is noticed when it wakes. */
const checkIntervalMs = 5000;

/** What a person does to a page. */
const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'focus'] as const;

/** Other tabs hear of activity at most this often. */
const tellIntervalMs = 5000;

interface IdleParts {
  /** Undefined: never. */
  limitMs: () => number | undefined;
  /** Work that must not be broken off. */
  isBusy: () => boolean;
  /** Tells the other tabs that there is somebody. */
  tell: () => void;
  onIdle: () => void;
}

/** Tells when nobody has used any tab for a while. */
export class IdleWatch {
  private lastMs = Date.now();
  private lastToldMs = 0;
  private timer: number | undefined;

  constructor(private readonly parts: IdleParts) {}

  start(): void {
    if (this.timer !== undefined) return;
    this.lastMs = Date.now();
    for (const sign of signs) window.addEventListener(sign, this.noticed, { passive: true });
    this.timer = window.setInterval(() => this.check(), checkIntervalMs);
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
    for (const sign of signs) window.removeEventListener(sign, this.noticed);
  }

  /** Another tab is in use. */
  usedElsewhere(): void {
    this.lastMs = Date.now();
  }

  private readonly noticed = (): void => {
    // Before this moment counts: it may be the first sign after the limit has passed.
    this.check();
    this.lastMs = Date.now();
    this.tell();
  };

  private check(): void {
    if (this.parts.isBusy()) {
      this.lastMs = Date.now();
      this.tell();
    }
    const limitMs = this.parts.limitMs();
    if (limitMs !== undefined && Date.now() - this.lastMs >= limitMs) this.parts.onIdle();
  }

  private tell(): void {
    if (Date.now() - this.lastToldMs < tellIntervalMs) return;
    this.lastToldMs = Date.now();
    this.parts.tell();
  }
}
