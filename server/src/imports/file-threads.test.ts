import { exportFormats } from '@galley/shared/api/exports.ts';
import { p, template } from '@galley/shared/article/testing.ts';
import { afterEach, expect, test } from 'vitest';
import { plainArticle } from '../publishing/testing.ts';
import { jsonBytes } from '../workers/json.ts';
import { createWorkerPool, type WorkerPool, WorkerPoolError } from '../workers/worker-pool.ts';
import { exportFile } from './export-file.ts';
import { readFileJob } from './file-jobs.ts';
import { documentXml, docxEntries, zipOf } from './testing.ts';
import { archiveLimits } from './word/read-docx.ts';

const { sections } = template('news');
const textFile = { bytes: Buffer.from('A line of text.'), format: 'text', sections } as const;
/** A document that is sound, and too much for little memory or time. */
const paragraphs = '<w:p><w:r><w:t>Text</w:t></w:r></w:p>'.repeat(400_000);
const heavyFile = {
  bytes: zipOf(...docxEntries(documentXml(paragraphs))),
  format: 'docx',
  sections,
} as const;

let workers: WorkerPool;
afterEach(() => workers.close());

test('a job that takes too long is ended', async () => {
  workers = createWorkerPool({ timeoutMs: 300 });
  await expect(workers.run(readFileJob, heavyFile)).rejects.toThrow(WorkerPoolError);
});

test('a job that wants too much memory ends its thread and nothing else', async () => {
  workers = createWorkerPool({ memoryMb: 64 });
  const [heavy, ...light] = await Promise.allSettled([
    workers.run(readFileJob, heavyFile),
    workers.run(readFileJob, textFile),
    workers.run(readFileJob, textFile),
    workers.run(readFileJob, textFile),
  ]);
  expect(heavy).toMatchObject({ status: 'rejected', reason: expect.any(WorkerPoolError) });
  expect(light.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled']);
});

test('a job that fills buffers outside of the heap is ended too', async () => {
  workers = createWorkerPool({ buffersMb: 80 });
  // Each part within its limits, and all of them together too; none of them is kept in the heap.
  const parts = Array.from({ length: 28 }, (_, index) => ({
    name: `word/media/${index}.png`,
    data: Buffer.alloc(archiveLimits.ratioFrom),
  }));
  const relationships = parts.map(
    ({ name }, index) =>
      `<Relationship Id="p${index}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="/${name}"/>`,
  );
  const rels = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relationships.join('')}</Relationships>`;
  const document = documentXml('<w:p><w:r><w:t>Text</w:t></w:r></w:p>'.repeat(20_000));
  const file = zipOf(
    ...docxEntries(document),
    { name: 'word/_rels/document.xml.rels', data: rels },
    ...parts,
  );
  const job = workers.run(readFileJob, { bytes: file, format: 'docx', sections });
  await expect(job).rejects.toThrow('too much memory');
});

test('a Word document is written among files, and what else is exported among texts', async () => {
  workers = createWorkerPool();
  const content = jsonBytes(plainArticle('Lanes', p('Some words.')));
  const elsewhere = { searchTitle: '', searchDescription: '', socialPicture: null, canonical: '' };
  const row = { byline: '', language: 'en' as const, slug: 'lanes', tags: [], embargo: null, ...elsewhere };
  const lanes: Record<string, string> = {};
  for (const format of exportFormats) {
    const file = await exportFile(format, {
      content,
      row,
      siteSection: null,
      template: { sections },
      url: 'https://desk.example',
      picture: async () => null,
      workers: {
        run: async (job, input, size) => {
          lanes[format] = job.lane;
          return await workers.run(job, input, size);
        },
      },
    });
    expect(file.body.length).toBeGreaterThan(0);
  }
  expect(lanes).toEqual({ markdown: 'texts', html: 'texts', text: 'texts', json: 'texts', docx: 'files' });
});
