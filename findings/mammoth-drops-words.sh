#!/usr/bin/env bash
# mammoth 1.13.0 (npm) on valid Word documents: words that Word shows are not in the HTML.
#
# Expected: what is not known is looked through, as ISO/IEC 29500-1 makes these elements mere containers of runs, or at
# least each loss is among the messages.
#
# What happens: text in `w:fldSimple` (simple fields, such as "see page 7"), `w:dir` and `w:bdo` (direction of text),
# `w:ruby` (readings) and `m:oMath` (equations) is gone. The only sign is a message that an element "was ignored", without its
# words; for `mc:AlternateContent` without a `mc:Fallback` there is none. `w:ptab` and `w:cr` between words glue them into one.
#
# Output seen:
#   fldSimple: "A  B" (1 messages)
#   dir: "A  B" (1 messages)
#   bdo: "A  B" (1 messages)
#   ruby: "A  B" (1 messages)
#   oMath: "A  B" (1 messages)
#   AlternateContent: "A  B" (0 messages)
#   ptab: "A onetwo B" (1 messages)
#   cr: "A onetwo B" (1 messages)
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init -y >/dev/null; npm install --silent --no-audit --no-fund --ignore-scripts mammoth@1.13.0 jszip@3.10.1 >/dev/null
cat > look.cjs <<'JS'
const mammoth = require('mammoth');
const JSZip = require('jszip');
const run = (text) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
const inner = run('words');
const cases = {
  fldSimple: `<w:fldSimple w:instr="AUTHOR">${inner}</w:fldSimple>`,
  dir: `<w:dir w:val="rtl">${inner}</w:dir>`,
  bdo: `<w:bdo w:val="rtl">${inner}</w:bdo>`,
  ruby: `<w:r><w:ruby><w:rt>${run('reading')}</w:rt><w:rubyBase>${inner}</w:rubyBase></w:ruby></w:r>`,
  oMath: '<m:oMath><m:r><m:t>words</m:t></m:r></m:oMath>',
  AlternateContent: `<mc:AlternateContent><mc:Choice Requires="w14">${inner}</mc:Choice></mc:AlternateContent>`,
  ptab: '<w:r><w:t>one</w:t><w:ptab w:alignment="left" w:relativeTo="margin" w:leader="none"/><w:t>two</w:t></w:r>',
  cr: '<w:r><w:t>one</w:t><w:cr/><w:t>two</w:t></w:r>',
};
(async () => {
  for (const [name, xml] of Object.entries(cases)) {
    const zip = new JSZip();
    const types = 'http://schemas.openxmlformats.org/package/2006/content-types';
    const main = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
    zip.file('[Content_Types].xml', `<Types xmlns="${types}"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${main}"/></Types>`);
    const space = 'http://schemas.openxmlformats.org';
    zip.file('word/document.xml', `<w:document xmlns:w="${space}/wordprocessingml/2006/main" xmlns:m="${space}/officeDocument/2006/math" xmlns:mc="${space}/markup-compatibility/2006" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><w:body><w:p>${run('A ')}${xml}${run(' B')}</w:p></w:body></w:document>`);
    const { value, messages } = await mammoth.extractRawText({ buffer: await zip.generateAsync({ type: 'nodebuffer' }) });
    console.log(`${name}: ${JSON.stringify(value.trim())} (${messages.length} messages)`);
  }
})();
JS
node look.cjs | tee seen
for name in fldSimple dir bdo ruby oMath; do grep -qx "$name: \"A  B\" (1 messages)" seen; done
grep -qx 'AlternateContent: "A  B" (0 messages)' seen
for name in ptab cr; do grep -qx "$name: \"A onetwo B\" (1 messages)" seen; done
