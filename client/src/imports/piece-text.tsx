// How a piece of an import looks: its text with its formatting, and blocks that are taken over whole. Links don't lead
// away from here.
import type { NodeJson } from '@galley/shared/article/content.ts';
import type { BlockPiece, PicturePiece } from '@galley/shared/article/formats/pieces.ts';
import { listTypeOf } from '@galley/shared/article/list-type.ts';
import { picturePath } from '@galley/shared/article/picture-files.ts';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../app/problem-text.ts';
import { useMay } from '../app/session.tsx';
import { fetchPicture } from './import-requests.ts';
import classes from './piece-text.module.css';

/** The text of a line. */
export function InlineText({ nodes }: { nodes: readonly NodeJson[] }) {
  return nodes.map((node, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: a line's text never changes here
    node.type === 'hardBreak' ? <br key={index} /> : <Formatted key={index} node={node} />,
  );
}

function Formatted({ node }: { node: NodeJson }) {
  let shown: ReactNode = node.text;
  for (const { type, attrs } of node.marks ?? []) {
    if (type === 'bold') shown = <strong>{shown}</strong>;
    else if (type === 'italic') shown = <em>{shown}</em>;
    else if (type === 'strike') shown = <s>{shown}</s>;
    else if (type === 'code') shown = <code>{shown}</code>;
    else if (type === 'superscript') shown = <sup>{shown}</sup>;
    else if (type === 'subscript') shown = <sub>{shown}</sub>;
    else if (type === 'link')
      shown = (
        <span className={classes.link} title={String(attrs?.href ?? '')}>
          {shown}
        </span>
      );
  }
  return shown;
}

/** A block that is taken over as it is. */
export function BlockText({ block }: Pick<BlockPiece, 'block'>) {
  const { t } = useTranslation('imports');
  const content = block.content ?? [];
  const inner = () =>
    content.map((child, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a block never changes here
      <BlockText key={index} block={child} />
    ));
  switch (block.type) {
    case 'horizontalRule':
      return <hr className={classes.rule} aria-label={t('preview.divider')} />;
    case 'embed':
      return (
        <span className={classes.embed}>
          {t('preview.embed')}: {String(block.attrs?.url ?? '')}
        </span>
      );
    case 'figure':
      return <KeptPicture attrs={block.attrs ?? {}} />;
    case 'codeBlock':
      return <pre className={classes.code}>{content.map((node) => node.text ?? '').join('')}</pre>;
    case 'blockquote': {
      const source = String(block.attrs?.source ?? '');
      return (
        <blockquote className={classes.quote}>
          {inner()}
          {source && <p className={classes.source}>— {source}</p>}
        </blockquote>
      );
    }
    case 'pullQuote':
      return (
        <p className={classes.pull}>
          <InlineText nodes={content} />
        </p>
      );
    case 'table':
      return (
        <div className={classes.wide}>
          <table className={classes.table}>
            <tbody>{inner()}</tbody>
          </table>
        </div>
      );
    case 'tableRow':
      return <tr>{inner()}</tr>;
    case 'tableHeader':
    case 'tableCell': {
      const Cell = block.type === 'tableHeader' ? 'th' : 'td';
      return (
        <Cell colSpan={Number(block.attrs?.colspan ?? 1)} rowSpan={Number(block.attrs?.rowspan ?? 1)}>
          {inner()}
        </Cell>
      );
    }
    case 'bulletList':
      return <ul>{inner()}</ul>;
    case 'orderedList':
      return (
        <ol start={Number(block.attrs?.start ?? 1)} type={listTypeOf(block.attrs?.type) ?? '1'}>
          {inner()}
        </ol>
      );
    case 'listItem':
      return <li>{inner()}</li>;
    default:
      return (
        <p>
          <InlineText nodes={content} />
        </p>
      );
  }
}

/** A picture that came within the file, or that the file only links to; then `onFetched` may be given its copy. */
export function PictureText({
  piece,
  onFetched,
}: {
  piece: PicturePiece;
  onFetched: (media: string) => void;
}) {
  const { t } = useTranslation('imports');
  const words = [piece.caption || piece.alt, piece.credit].filter(Boolean).join(' · ');
  if (piece.media !== null)
    return (
      <Picture address={picturePath(piece.media, 480)} alt={piece.alt} words={words || t('preview.noAlt')} />
    );
  if (piece.data === '') return <RemotePicture piece={piece} words={words} onFetched={onFetched} />;
  return (
    <Picture
      address={`data:${piece.mime};base64,${piece.data}`}
      alt={piece.alt}
      words={words || t('preview.noAlt')}
    />
  );
}

interface RemotePictureProps {
  piece: PicturePiece;
  words: string;
  onFetched: (media: string) => void;
}

/** It is fetched only when somebody asks for it: whoever keeps it learns of that. */
function RemotePicture({ piece: { remote }, words, onFetched }: RemotePictureProps) {
  const { t } = useTranslation('imports');
  const mayFetch = useMay('article.write');
  const fetching = useMutation({ mutationFn: fetchPicture, onSuccess: onFetched });
  return (
    <div className={classes.missing}>
      <p className={classes.notFetched}>{t('preview.notFetched')}</p>
      {words && <p>{words}</p>}
      {remote !== null && <p className={classes.address}>{remote}</p>}
      {remote !== null && mayFetch && (
        <Button
          size="compact-sm"
          variant="default"
          mt={6}
          loading={fetching.isPending}
          onClick={() => fetching.mutate(remote)}
        >
          {t('preview.fetch')}
        </Button>
      )}
      {fetching.isError && (
        <p role="alert" className={classes.address}>
          {problemText(fetching.error)}
        </p>
      )}
    </div>
  );
}

function KeptPicture({ attrs }: { attrs: Record<string, unknown> }) {
  const text = (value: unknown) => String(value ?? '');
  const [alt, caption] = [text(attrs.alt), text(attrs.caption)];
  return <Picture address={picturePath(text(attrs.media), 480)} alt={alt} words={caption || alt} />;
}

function Picture({ address, alt, words }: { address: string; alt: string; words: string }) {
  return (
    <figure className={classes.picture}>
      <img src={address} alt={alt} />
      <figcaption>{words}</figcaption>
    </figure>
  );
}
