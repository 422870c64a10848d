import { BlockBuilder } from '../office/block-builder';
import { labelOfCharset, labelOfCodePage } from './code-pages';
import { rtfTokens, type Token } from './tokens';

/** What holds between two braces. */
interface Group {
  /** Nothing in it is read. */
  isSkipped: boolean;
  isHidden: boolean;
  isInTable: boolean;
  /** What its texts belong to. */
  part: 'text' | 'title' | 'note' | 'aside';
  font: number | undefined;
  /** Characters after one in Unicode that say the same for old programs. */
  fallbackLength: number;
}

/** Groups without text of the document. */
const skipped = new Set(
  'colortbl stylesheet pict nonshppict objdata fldinst pntext listtext nonesttables sp tc xe'.split(
    ' ',
  ),
);

/** Groups that old programs do not know, in which text boxes stand, and the ends of inner rows. */
const optional = new Set(['shpinst', 'nesttableprops']);

/** Braces in braces that are followed; what lies deeper is not read, nor what comes after it. */
const maxDepth = 10_000;

/** Groups whose text would stand in the middle of another. */
const notes = new Set(
  'footnote annotation header headerl headerr headerf footer footerl footerr footerf'.split(' '),
);

const characters = new Map(
  Object.entries({
    tab: '\t',
    line: '\n',
    emdash: '—',
    endash: '–',
    bullet: '•',
    lquote: '‘',
    rquote: '’',
    ldblquote: '“',
    rdblquote: '”',
    '~': '\u00a0',
    _: '-',
    '{': '{',
    '}': '}',
    '\\': '\\',
  }),
);

/** The plain text of an RTF file, paragraph by paragraph. */
export class RtfTextReader {
  private readonly builder = new BlockBuilder();
  private readonly notes: string[] = [];
  private readonly groups: Group[] = [];
  private readonly labelOfFont = new Map<number, string>();
  private group: Group = {
    isSkipped: false,
    isHidden: false,
    isInTable: false,
    part: 'text',
    font: undefined,
    fallbackLength: 1,
  };
  private label = 'windows-1252';
  private title = '';
  private note = '';
  /** Bytes that are not decoded yet: some characters have two. */
  private bytes: number[] = [];
  /** Characters that are still to be passed over. */
  private toPass = 0;
  /** The next word names a group that old programs do not know. */
  private isOptional = false;

  read(bytes: Uint8Array) {
    for (const token of rtfTokens(bytes)) {
      this.take(token);
      if (this.groups.length > maxDepth) break;
    }
    this.decode();
    this.builder.end();
    for (const note of this.notes) {
      this.builder.add(note);
      this.builder.end();
    }
    const { blocks } = this.builder;
    return { blocks, title: this.title.trim(), isCutShort: this.groups.length > 0 };
  }

  private take(token: Token): void {
    if (token.type === 'text') {
      this.takeBytes(token.bytes);
      return;
    }
    const isPassed = this.toPass > 0 && token.type !== 'open' && token.type !== 'close';
    this.toPass = isPassed ? this.toPass - 1 : 0;
    if (isPassed) return;
    if (token.type === 'open') this.open();
    else if (token.type === 'close') this.close();
    else if (token.type === 'symbol') this.takeSymbol(token.char);
    else this.takeWord(token.name, token.value);
  }

  private open(): void {
    this.decode();
    this.groups.push(this.group);
    this.group = { ...this.group };
    this.isOptional = false;
  }

  private close(): void {
    this.decode();
    const { part } = this.group;
    this.group = this.groups.pop() ?? this.group;
    if (part === 'note' && this.group.part !== 'note') {
      this.notes.push(this.note);
      this.note = '';
    }
  }

  private takeBytes(bytes: Uint8Array): void {
    const passed = Math.min(this.toPass, bytes.length);
    this.toPass -= passed;
    if (this.group.isSkipped || this.group.isHidden) return;
    for (const byte of bytes.subarray(passed)) this.bytes.push(byte);
  }

  private takeSymbol(char: string): void {
    if (char === '*') this.isOptional = true;
    else if (char === '\r' || char === '\n') this.endParagraph();
    else this.add(characters.get(char) ?? '');
  }

  private takeWord(name: string, value: number | undefined): void {
    const isUnknown = this.isOptional && !optional.has(name);
    if (isUnknown || skipped.has(name)) this.group.isSkipped = true;
    this.isOptional = false;
    if (this.group.isSkipped) return;
    const character = characters.get(name);
    if (character) this.add(character);
    else if (notes.has(name)) this.change({ part: 'note' });
    else this.words.get(name)?.(value);
  }

  /** What is done at a word, by its number. */
  private readonly words = new Map<string, (value: number | undefined) => void>([
    ['par', () => this.endParagraph()],
    ['sect', () => this.endParagraph()],
    ['page', () => this.endParagraph()],
    ['cell', () => this.add(' | ')],
    ['nestcell', () => this.add(' | ')],
    ['nestrow', () => this.add(' ')],
    ['row', () => this.endRow()],
    ['u', (code = 0) => this.addUnicode(code)],
    ['f', (font) => this.change({ font })],
    ['plain', () => this.change({ font: undefined, isHidden: false })],
    ['v', (isOn) => this.change({ isHidden: isOn !== 0 })],
    ['deleted', (isOn) => this.change({ isHidden: isOn !== 0 })],
    ['intbl', () => this.change({ isInTable: true })],
    ['pard', () => this.change({ isInTable: false })],
    ['uc', (fallbackLength = 1) => this.change({ fallbackLength })],
    ['ansicpg', (codePage = 1252) => this.useLabel(labelOfCodePage(codePage))],
    ['mac', () => this.useLabel('macintosh')],
    ['fcharset', (charset = 0) => this.nameCharset(charset)],
    ['fonttbl', () => this.change({ part: 'aside' })],
    ['info', () => this.change({ part: 'aside' })],
    ['title', () => this.change({ part: 'title' })],
  ]);

  /** What comes before it is decoded as it was. */
  private change(changes: Partial<Group>): void {
    this.decode();
    Object.assign(this.group, changes);
  }

  private useLabel(label: string): void {
    this.decode();
    this.label = label;
  }

  private addUnicode(code: number): void {
    this.add(String.fromCharCode(code & 0xffff));
    this.toPass = this.group.fallbackLength;
  }

  private nameCharset(charset: number): void {
    const { font } = this.group;
    const label = labelOfCharset(charset);
    if (font !== undefined && label) this.labelOfFont.set(font, label);
  }

  private add(text: string): void {
    this.decode();
    if (!this.group.isSkipped && !this.group.isHidden) this.put(text);
  }

  private decode(): void {
    if (this.bytes.length === 0) return;
    const label = this.labelOfFont.get(this.group.font ?? -1) ?? this.label;
    const text = new TextDecoder(label).decode(Uint8Array.from(this.bytes));
    this.bytes = [];
    this.put(text);
  }

  private put(text: string): void {
    const { part } = this.group;
    if (part === 'text') this.builder.add(text);
    else if (part === 'title') this.title += text;
    else if (part === 'note') this.note += text;
  }

  /** In a cell a paragraph is a part of its row. */
  private endParagraph(): void {
    this.decode();
    if (this.group.part !== 'text' || this.group.isInTable) this.add(' ');
    else this.builder.end();
  }

  private endRow(): void {
    this.decode();
    if (this.group.part !== 'text') return;
    this.builder.dropEnd('|');
    this.builder.end();
  }
}
