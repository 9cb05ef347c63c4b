#!/usr/bin/env bash
# @extractus/article-extractor 9.0.1 (npm) takes the text and the facts of a story from its page.
#
# Expected: the words of a sentence stay whatever inline element of HTML they stand in, as with `abbr`, `small` and `span` here, and
# the day of publication is the one that the page gives at its head or foot, or none.
# Happens: `time`, `q`, `ins`, `mark` and `cite` are cut out together with their words, in the middle of a sentence: "Ab fährt sie
# wieder" says no longer when. The caption loses the photographer. The day that was cut out of the sentence is given as the day on
# which the story was published, here a week later than the page's own "Stand", which is a `time` as well.
# Output seen:
#   Ab fährt sie wieder, sagte die Reederei: .
#   Der Preis bleibt bei Euro.
#   Die Fähre am Kai.
#   published: 2026-12-07
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @extractus/article-extractor@9.0.1
cat >try.mjs <<'JS'
import { extractFromHtml } from '@extractus/article-extractor';

const page = `<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Fähre fährt wieder</title></head><body><article>
<h1>Fähre fährt wieder</h1>
<p>Die Fähre war nach einem Maschinenschaden drei Wochen lang ausgefallen, und wer über den Fluss wollte, nahm den Bus.</p>
<figure><img src="/faehre.jpg" alt="Fähre am Kai"><figcaption>Die Fähre am Kai. <cite>Foto: A. Adler</cite></figcaption></figure>
<p>Ab <time datetime="2026-12-07">Montag, 7. Dezember,</time> fährt sie wieder, sagte die Reederei: <q>Jede Schraube ist geprüft</q>.</p>
<p>Der Preis bleibt bei <del>vier</del> <ins>drei</ins> Euro.</p>
<p>Der Bus braucht eine halbe Stunde länger, weil er über die Brücke im Süden der Stadt fährt und dort oft im Stau steht.</p>
<footer>Stand: <time datetime="2026-11-30">30. November</time></footer>
</article></body></html>`;
const story = await extractFromHtml(page, 'https://news.example/faehre');
const words = (pattern) => pattern.exec(story.content)[1].replace(/<[^>]*>/g, '').replace(/\s+/g, ' ').trim();
console.log(words(/<p>(Ab.*?)<\/p>/s));
console.log(words(/<p>(Der Preis.*?)<\/p>/s));
console.log(words(/<figcaption>(.*?)<\/figcaption>/s));
console.log(`published: ${story.published.slice(0, 10)}`);
JS
node try.mjs | tee seen.txt
cat >expected.txt <<'TXT'
Ab fährt sie wieder, sagte die Reederei: .
Der Preis bleibt bei Euro.
Die Fähre am Kai.
published: 2026-12-07
TXT
diff expected.txt seen.txt
