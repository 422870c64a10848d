import { Parser } from 'htmlparser2';

export type Attributes = Record<string, string>;

export interface XmlHandlers {
  open?: (name: string, attributes: Attributes) => void;
  text?: (text: string) => void;
  close?: (name: string) => void;
}

/**
 * Reads XML from its beginning to its end. Names keep their prefixes, which all writers of these
 * formats use alike; entities of the document's own are not expanded.
 */
export function readXml(source: string, { open, text, close }: XmlHandlers): void {
  const parser = new Parser(
    { onopentag: open, ontext: text, onclosetag: close },
    { xmlMode: true, decodeEntities: true },
  );
  parser.write(source);
  parser.end();
}

/** Texts of some elements, by their names: the title and the author of a document. */
export function textsOf(source: string, names: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  let inside: string | undefined;
  readXml(source, {
    open: (name) => {
      if (names.includes(name) && !found.has(name)) inside = name;
    },
    text: (text) => {
      if (inside) found.set(inside, (found.get(inside) ?? '') + text);
    },
    close: (name) => {
      if (name === inside) inside = undefined;
    },
  });
  return found;
}

/** What some elements point at, by their ids: the relations of an Office file. */
export function relationsOf(
  source: string | undefined,
): Map<string, { type: string; target: string }> {
  const relations = new Map<string, { type: string; target: string }>();
  readXml(source ?? '', {
    open: (name, { Id, Type = '', Target }) => {
      if (name === 'Relationship' && Id && Target) {
        relations.set(Id, { type: Type.slice(Type.lastIndexOf('/') + 1), target: Target });
      }
    },
  });
  return relations;
}

/** A path that is told from the folder of another, as in links. */
export function resolvePath(from: string, to: string): string {
  const [path = ''] = to.split(/[?#]/);
  if (path.startsWith('/')) return path.slice(1);
  const parts = from.split('/').slice(0, -1);
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
