import { useState } from 'react';
import type { SourceDocument } from '../../core';
import { Button } from './button';
import { useRummage } from './rummage-context';

/** What a picture shows, in the person's own words. */
export function CaptionField({ document }: { document: SourceDocument }) {
  const rummage = useRummage();
  const kept = document.caption ?? '';
  const own = document.state.phase === 'ready' ? document.state.metadata.Description : undefined;
  const [text, setText] = useState(kept);
  const isChanged = text.trim() !== kept;
  return (
    <form
      className="flex max-w-xl items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (isChanged) void rummage.setCaptions([{ id: document.id, caption: text }]);
      }}
    >
      <label className="flex min-w-0 grow flex-col gap-1 text-sm">
        Caption
        <input
          dir="auto"
          maxLength={500}
          value={text}
          placeholder={own === undefined ? 'What it shows, in your words' : String(own)}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
          className="h-9 min-w-0 rounded-md border border-control bg-canvas px-3 text-ink"
        />
      </label>
      <Button type="submit" isDisabled={!isChanged}>
        Keep
      </Button>
    </form>
  );
}
