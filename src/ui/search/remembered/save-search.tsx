import { useState } from 'react';
import { displayName } from '../../../core';
import { IconButton } from '../../parts/button';
import { isOfThisTab } from '../../parts/query-pictures';
import { addressOf } from '../../parts/remembered/address';
import { savedSearches } from '../../parts/remembered/saved-searches';
import { type Route, splitHitKey } from '../../parts/route';
import { useAppState } from '../../parts/rummage-context';
import { useStoredList } from '../../parts/stored-list';
import { NameDialog } from './name-dialog';

/** The star that saves what is searched for; nothing for a picture, which is not stored. */
export function SaveSearch({ route }: { route: Route }) {
  const saved = useStoredList(savedSearches);
  const [isAsking, setAsking] = useState(false);
  const [picture] = route.pictures ?? [];
  const likeId = picture && splitHitKey(picture.key).documentId;
  const liked = useAppState(({ library }) => library.documents.find(({ id }) => id === likeId));
  if (route.pictures?.some(isOfThisTab) || (route.q.trim() === '' && !picture)) return null;
  const address = addressOf(route);
  const known = saved.find((one) => one.address === address);
  const words = route.q.trim() || `Like ${liked ? displayName(liked) : 'one document'}`;
  return (
    <>
      <IconButton
        icon={known ? 'starred' : 'star'}
        label={known ? 'Saved search' : 'Save this search'}
        onPress={() => setAsking(true)}
      />
      {isAsking && (
        <NameDialog
          search={known ?? { name: words, address }}
          isSaved={known !== undefined}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
