/** How the library stands with its lock. */
export type LockState =
  /** There is none. */
  | { phase: 'none' }
  /** Nothing of it can be read before it is unlocked. */
  | { phase: 'locked' }
  | { phase: 'unlocked' }
  /** A lock is being set or taken away: so many records have been written anew. */
  | { phase: 'sealing' | 'opening'; done: number; total: number };
