import type { Box } from '../../../core';
import { union } from '../../text-lines';
import { areLevel } from '../lines';
import type { Piece } from '../pieces';

/** Pieces on one level that belong together: a cell, as far as the gaps tell. */
export interface Segment {
  text: string;
  box: Box;
  size: number;
  fonts: Set<string>;
}

/** What stands on one level, from left to right. */
export interface TextRow {
  segments: Segment[];
  box: Box;
}

/** A wider gap than this many ems parts two cells; between words it is a quarter to a half. */
const cellGap = 0.75;

/** Text by levels, from the top down. */
export function textRows(pieces: readonly Piece[]): TextRow[] {
  return levelsOf(pieces).map((level) => {
    const segments = segmentsOf(level);
    return { segments, box: union(segments.map(({ box }) => box)) };
  });
}

/** The text of some pieces, line by line; a word that is broken at a line's end stays so. */
export function textOf(pieces: readonly Piece[]): string {
  const lines = levelsOf(pieces).map((level) => segmentsOf(level).map(({ text }) => text));
  return lines.flat().join(' ').replace(/\s+/g, ' ').trim();
}

function levelsOf(pieces: readonly Piece[]): Piece[][] {
  const levels: { box: Box; pieces: Piece[] }[] = [];
  const middle = ({ y, height }: Box) => y + height / 2;
  const sorted = pieces
    .filter(({ text }) => text.trim() !== '')
    .sort((a, b) => middle(a.box) - middle(b.box));
  for (const piece of sorted) {
    const level = levels.at(-1);
    if (level && areLevel(level.box, piece.box)) level.pieces.push(piece);
    else levels.push({ box: piece.box, pieces: [piece] });
  }
  return levels.map((level) => level.pieces.sort((a, b) => a.box.x - b.box.x));
}

function segmentsOf(level: readonly Piece[]): Segment[] {
  const segments: Segment[] = [];
  for (const { text, box, size, em, font } of level) {
    const last = segments.at(-1);
    const gap = last ? box.x - (last.box.x + last.box.width) : Number.POSITIVE_INFINITY;
    if (last && gap < cellGap * em) {
      last.text += gap > 0.15 * em ? ` ${text}` : text;
      last.box = union([last.box, box]);
      last.size = Math.max(last.size, size);
      if (font) last.fonts.add(font);
    } else segments.push({ text, box, size, fonts: new Set(font ? [font] : []) });
  }
  return segments.map((one) => ({ ...one, text: one.text.replace(/\s+/g, ' ').trim() }));
}
