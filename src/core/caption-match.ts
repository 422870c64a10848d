/** What each of some pictures and each of some captions are to each other. */
export interface CaptionMatrix {
  /** Shape [pictures, captions], row-major. */
  cosines: Float32Array;
  /** Calibrated chance that the caption is true of the picture, 0 to 100; same shape. */
  chances: Float32Array;
  /** A chance below this is as good as none. */
  noiseFrom: number;
}
