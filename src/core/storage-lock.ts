/** Held, shared, by every page that may write; alone by the one that erases. */
export const storageLock = 'rummage-storage';

/** Stands in `localStorage` from the wish to erase until it is done, so that no crash undoes it. */
export const erasingKey = 'rummage.erasing';
