/** Progress of long work; never prose. */
export interface Progress<Phase extends string = string> {
  phase: Phase;
  done: number;
  total: number;
}
