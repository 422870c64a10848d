import PostalMime, { type Address, type Email } from 'postal-mime';
import { issue, type Unpacked } from '../../core';
import { ArchiveError } from '../archive';
import { readBlocks } from '../html';
import { baseName, fileName } from './names';

/** Messages of one mailbox that are taken out. */
const maxMessages = 20_000;

/** A message, or all of a mailbox, as texts with their attachments beside them. */
export async function unpackMail(file: Blob, name: string): Promise<Unpacked> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const messages = isMailbox(bytes) ? splitMailbox(bytes) : [bytes];
  const unpacked: Unpacked = { files: [], refused: [] };
  const base = baseName(name);
  for (const [i, message] of messages.slice(0, maxMessages).entries()) {
    const path = messages.length === 1 ? base : `${base} ${i + 1}`;
    try {
      const mail = await PostalMime.parse(message);
      const title = fileName(mail.subject ?? '', 'Message');
      const own = messages.length === 1 ? path : `${path} ${title}`;
      unpacked.files.push({ path: `${own}.txt`, file: new Blob([textOf(mail)]) });
      for (const [k, { filename, content }] of mail.attachments.entries()) {
        const attached = fileName(filename ?? '', `attachment ${k + 1}`);
        unpacked.files.push({ path: `${own}/${attached}`, file: new Blob([content as BlobPart]) });
      }
    } catch {
      unpacked.refused.push({ path, issue: broken });
    }
  }
  if (messages.length > maxMessages) unpacked.refused.push({ path: base, issue: tooMany });
  if (unpacked.files.length + unpacked.refused.length === 0) throw new ArchiveError(noMail);
  return unpacked;
}

const broken = issue('corrupt', 'This message cannot be read.', 'Export it again.');
const noMail = issue('no-content', 'There is no message in this file.', 'Check the original.');
const tooMany = issue(
  'cut-short',
  `Only the first ${maxMessages.toLocaleString('en')} messages were taken out.`,
  'Export the others to files of their own.',
);

function textOf(mail: Email): string {
  const { subject, from, to, cc, date, text, html } = mail;
  const head = [
    ['Subject', subject],
    ['From', from && addressText(from)],
    ['To', to?.map(addressText).join(', ')],
    ['Cc', cc?.map(addressText).join(', ')],
    ['Date', date],
  ].flatMap(([name, value]) => (value ? [`${name}: ${value}`] : []));
  const body = text?.trim() || (html ? htmlText(html) : '');
  return `${head.join('\n')}\n\n${body}\n`;
}

const addressText = ({ name, address }: Address): string =>
  name && address ? `${name} <${address}>` : (address ?? name);

/** What is seen of it; nothing in it is run or fetched. */
function htmlText(html: string): string {
  return readBlocks(html)
    .blocks.map((block) => block.text)
    .join('\n\n');
}

const fromLine = /^From \S/;

export function isMailbox(bytes: Uint8Array): boolean {
  return fromLine.test(new TextDecoder('latin1').decode(bytes.subarray(0, 100)));
}

/** Messages begin with a line "From …" after an empty one (RFC 4155); within them it is quoted. */
function splitMailbox(bytes: Uint8Array): Uint8Array[] {
  const starts: number[] = [];
  let lineStart = 0;
  let isAfterEmpty = true;
  for (let at = 0; at <= bytes.length; at++) {
    if (at < bytes.length && bytes[at] !== 0x0a) continue;
    const isFrom = isAfterEmpty && startsWithFrom(bytes, lineStart);
    if (isFrom) starts.push(lineStart);
    const length = at - lineStart;
    isAfterEmpty = length === 0 || (length === 1 && bytes[lineStart] === 0x0d);
    lineStart = at + 1;
  }
  return starts.map((start, i) => {
    const message = bytes.subarray(start, starts[i + 1] ?? bytes.length);
    const end = message.indexOf(0x0a) + 1;
    return message.subarray(end);
  });
}

const fromBytes = new TextEncoder().encode('From ');

const startsWithFrom = (bytes: Uint8Array, at: number) =>
  fromBytes.every((byte, i) => bytes[at + i] === byte);

/** Whether a text begins as messages do: with lines of headers, one of which all of them have. */
export function looksLikeMail(text: string): boolean {
  if (fromLine.test(text)) return /^(from|subject|date|message-id|received):/im.test(text);
  const head = text.split(/\r?\n\r?\n/, 1)[0] ?? '';
  const lines = head.split(/\r?\n/).filter((line) => !/^[ \t]/.test(line));
  const isAllHeaders = lines.length >= 2 && lines.every((line) => /^[\w-]+:/.test(line));
  return (
    isAllHeaders && /^(message-id|received|return-path|mime-version|delivered-to):/im.test(head)
  );
}
