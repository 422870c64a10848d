/** The library being read by another encoder, which is to take the place of the one in use. */
export type MoveState =
  | { phase: 'idle' }
  | { phase: 'loading'; to: string }
  | ({ phase: 'running' } & Progressing)
  /** Another tab does it. */
  | { phase: 'elsewhere'; to: string }
  /** All is read; the person says when it is used. `failed`: documents without embeddings there. */
  | { phase: 'ready'; to: string; failed: number }
  | { phase: 'failed'; to: string; message: string };

interface Progressing {
  to: string;
  /** It is the encoder in use, which has not read all of it. */
  isOwn: boolean;
  /** Documents. */
  done: number;
  total: number;
  /** Undefined while unknown. */
  secondsLeft: number | undefined;
  isPaused: boolean;
}
