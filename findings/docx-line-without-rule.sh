#!/usr/bin/env bash
# docx 9.15.2 (npm) with LibreOffice Writer 7.4 (Debian 12): a line height without its rule cuts pictures.
#
# Expected: `spacing: { line: 300 }` means 1.25 lines. ISO/IEC 29500-1, 17.3.1.33 says that `w:line` without `w:lineRule`
# is `auto` (240ths of a line), and the package writes no rule if none is given.
#
# What happens: LibreOffice takes it for an exact height of 300 twentieths of a point, in the defaults of a document
# (`styles.default.document.paragraph`) as in a paragraph. A picture in a line of text is cut to a strip, and the lines of
# a large title are printed over each other. Word shows 1.25 lines, so nobody notices there. With `lineRule: 'auto'` both
# agree.
#
# Output seen:
#   defaults, no rule: 0.2083in
#   defaults, auto: 125%
#   paragraph, no rule: 0.2083in
#   paragraph, auto: 125%
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init -y >/dev/null; npm install --silent --no-audit --no-fund --ignore-scripts docx@9.15.2 >/dev/null
cat > make.cjs <<'JS'
const { Document, Packer, Paragraph } = require('docx');
const { writeFileSync } = require('node:fs');
const write = async (name, defaults, own) => {
  const document = new Document({
    styles: { default: { document: { paragraph: defaults } } },
    sections: [{ children: [new Paragraph({ text: 'Text', ...own })] }],
  });
  writeFileSync(`${name}.docx`, await Packer.toBuffer(document));
};
write('default-none', { spacing: { line: 300 } }, {});
write('default-auto', { spacing: { line: 300, lineRule: 'auto' } }, {});
write('paragraph-none', {}, { spacing: { line: 300 } });
write('paragraph-auto', {}, { spacing: { line: 300, lineRule: 'auto' } });
JS
node make.cjs
soffice -env:UserInstallation=file://"$dir"/profile --headless --convert-to fodt ./*.docx >/dev/null 2>&1
height() { grep -o 'fo:line-height="[^"]*"' "$1.fodt" | cut -d'"' -f2 | grep -E '^(0\.2083in|5\.29mm|0\.529cm|15pt|125%)$' | head -1; }
{
  echo "defaults, no rule: $(height default-none)"
  echo "defaults, auto: $(height default-auto)"
  echo "paragraph, no rule: $(height paragraph-none)"
  echo "paragraph, auto: $(height paragraph-auto)"
} | tee seen
grep -Eq 'defaults, no rule: .*(in|mm|cm|pt)$' seen
grep -q 'defaults, auto: 125%' seen
grep -Eq 'paragraph, no rule: .*(in|mm|cm|pt)$' seen
grep -q 'paragraph, auto: 125%' seen
