import type { Remote } from '../../workers/connect';
import type { Library } from '../../workers/library';
import type { ModelSession } from '../model-session';

/**
 * Has another encoder's space in memory for as long as something is measured there.
 *
 * @param model undefined while not all is read by it
 */
export async function scoreBeside<T>(
  library: Remote<Library>,
  model: ModelSession | undefined,
  measure: (model: ModelSession) => Promise<T>,
): Promise<T> {
  if (!model) throw new Error('Your library is not read by the other encoder yet.');
  const [{ dims, calibration }, { fingerprint }] = await Promise.all([model.facts, model.info()]);
  await library.openBeside({ fingerprint, dims, calibration });
  try {
    return await measure(model);
  } finally {
    await library.closeBeside();
  }
}
