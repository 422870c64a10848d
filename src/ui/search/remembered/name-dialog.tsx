import { useState } from 'react';
import { Button } from '../../parts/button';
import { DialogFrame } from '../../parts/confirm-dialog';
import { NameField } from '../../parts/name-field';
import { deleteSaved, type SavedSearch, saveSearch } from '../../parts/remembered/saved-searches';

interface Props {
  search: SavedSearch;
  isSaved: boolean;
  onClose: () => void;
}

/** Asks for the name of a search that is saved or renamed. */
export function NameDialog({ search, isSaved, onClose }: Props) {
  const [name, setName] = useState(search.name);
  const trimmed = name.trim();
  return (
    <DialogFrame title={isSaved ? 'Saved search' : 'Save this search'} isOpen onClose={onClose}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (trimmed === '') return;
          saveSearch({ ...search, name: trimmed });
          onClose();
        }}
      >
        <NameField name={name} onChange={setName} />
        <p className="text-sm text-quiet">
          It stands on the search page, and finds whatever fits on the day you open it.
        </p>
        <div className="flex flex-wrap justify-end gap-2">
          {isSaved && (
            <span className="grow">
              <Button
                look="danger"
                onPress={() => {
                  deleteSaved(search.address);
                  onClose();
                }}
              >
                Delete
              </Button>
            </span>
          )}
          <Button onPress={onClose}>Cancel</Button>
          <Button look="primary" type="submit" isDisabled={trimmed === ''}>
            Save
          </Button>
        </div>
      </form>
    </DialogFrame>
  );
}
