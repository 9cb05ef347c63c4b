#!/usr/bin/env bash
# officeparser 8.1.1 (npm) reads a Word document as Word saves it: hidden text, no-break hyphens, readings over words, symbols.
#
# Expected: what Word shows and prints comes out, and nothing else: text that somebody has hidden (`w:vanish`, ISO/IEC 29500-1,
# 17.3.2.41) stays hidden, as it looks through changes and shows what is left; a no-break hyphen is a hyphen.
#
# What happens: hidden text comes out as any other, in the text and in Markdown, so a remark that nobody saw in the
# document is in the article. No-break hyphens are gone, and the parts of a name become one word. A word with a reading
# over it is gone together with that. Inserted and deleted text is treated rightly, and there is no warning of any of these.
#
# Output seen (warnings):
#   hidden: "The mayor (call her first) agrees." (0)
#   no-break hyphen: "SchleswigHolstein" (0)
#   reading: "The word  means port." (0)
#   deleted: "The mayor agrees." (0)
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts officeparser@8.1.1 jszip@3.10.1 >/dev/null
cat > look.mjs <<'JS'
import JSZip from 'jszip';
import { parseOffice } from 'officeparser';

const space = 'http://schemas.openxmlformats.org';
const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
const relation = `${space}/officeDocument/2006/relationships/officeDocument`;
const files = (body) => ({
  '[Content_Types].xml': `<Types xmlns="${space}/package/2006/content-types">
    <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
    <Override PartName="/word/document.xml" ContentType="${type}"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="${space}/package/2006/relationships">
    <Relationship Id="rId1" Type="${relation}" Target="word/document.xml"/></Relationships>`,
  'word/document.xml': `<w:document xmlns:w="${space}/wordprocessingml/2006/main"><w:body><w:p>${body}</w:p></w:body></w:document>`,
});
const run = (text, inside = '') => `<w:r>${inside}<w:t xml:space="preserve">${text}</w:t></w:r>`;
const reading = '<w:rubyAlign w:val="center"/><w:hps w:val="12"/><w:hpsRaise w:val="20"/><w:hpsBaseText w:val="24"/><w:lid w:val="ja-JP"/>';
const bodies = {
  hidden: run('The mayor ') + run('(call her first) ', '<w:rPr><w:vanish/></w:rPr>') + run('agrees.'),
  'no-break hyphen': '<w:r><w:t>Schleswig</w:t><w:noBreakHyphen/><w:t>Holstein</w:t></w:r>',
  reading: `${run('The word ')}<w:r><w:ruby><w:rubyPr>${reading}</w:rubyPr><w:rt>${run('minato')}</w:rt><w:rubyBase>${run('港')}</w:rubyBase></w:ruby></w:r>${run(' means port.')}`,
  deleted: `${run('The mayor ')}<w:del w:id="1" w:author="A" w:date="2026-11-29T10:00:00Z"><w:r><w:delText xml:space="preserve">never </w:delText></w:r></w:del>${run('agrees.')}`,
};
for (const [name, body] of Object.entries(bodies)) {
  const zip = new JSZip();
  for (const [path, xml] of Object.entries(files(body))) zip.file(path, `<?xml version="1.0" encoding="UTF-8"?>${xml}`);
  const document = await parseOffice(await zip.generateAsync({ type: 'nodebuffer' }));
  const { value } = await document.to('text');
  console.log(`${name}: ${JSON.stringify(value)} (${document.warnings.length})`);
}
JS
node look.mjs > seen.txt
cat > expected.txt <<'TXT'
hidden: "The mayor (call her first) agrees." (0)
no-break hyphen: "SchleswigHolstein" (0)
reading: "The word  means port." (0)
deleted: "The mayor agrees." (0)
TXT
cat seen.txt; diff expected.txt seen.txt
