// One piece of an import in the preview: what it is taken for, to be chosen anew, and how it reads.
import { type ImportPiece, type LinePiece, leftOutReasons } from '@galley/shared/article/formats/pieces.ts';
import { listLabel } from '@galley/shared/article/list-type.ts';
import type { SectionSpec } from '@galley/shared/article/template.ts';
import type { TFunction } from 'i18next';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { isLeftOut, keptOutAs, textOf } from './import-pieces.ts';
import { choicesOf, isUnnamed, type RoleValue, roleValueOf } from './piece-roles.ts';
import classes from './piece-row.module.css';
import { BlockText, InlineText, PictureText } from './piece-text.tsx';

interface PieceRowProps {
  piece: ImportPiece;
  sections: readonly SectionSpec[];
  /** What a section's kind is called. */
  labels: ReadonlyMap<string, string>;
  /** The place of the section's kind in the template, for its color; null outside of sections. */
  color: number | null;
  /** Of a numbered item: which number it has. */
  number: number;
  onChoose: (id: string, value: RoleValue) => void;
  onFetched: (id: string, media: string) => void;
}

/** Memoized: an import may have thousands of them, and each choice changes one. */
export const PieceRow = memo(function PieceRow(props: PieceRowProps) {
  const { piece, color } = props;
  const { t } = useTranslation('imports');
  const keptOut = keptOutAs(piece);
  const out = isLeftOut(piece);
  return (
    <li
      className={classes.row}
      data-role={piece.type === 'line' ? piece.role : piece.type}
      data-out={out || undefined}
      data-color={color === null ? undefined : color % 6}
    >
      <div className={classes.gutter}>
        <RoleChoice {...props} />
        {saysWhy(piece) && <span className={classes.why}>{t(`why.${piece.why}`)}</span>}
      </div>
      <div className={classes.text}>
        {piece.type === 'line' ? (
          <Line {...props} piece={piece} />
        ) : piece.type === 'block' ? (
          <BlockText block={piece.block} />
        ) : (
          <PictureText piece={piece} onFetched={(media) => props.onFetched(piece.id, media)} />
        )}
        {keptOut && <p className={classes.note}>{t(`taken.${keptOut}`)}</p>}
      </div>
    </li>
  );
});

/** What says nothing that one does not see is left unsaid; what is left out says why. */
function saysWhy(piece: ImportPiece): boolean {
  if (isLeftOut(piece)) return leftOutReasons.some((reason) => reason === piece.why);
  return piece.why !== 'rest' && piece.why !== 'list-sign';
}

function RoleChoice({ piece, sections, labels, onChoose }: PieceRowProps) {
  const { t } = useTranslation('imports');
  const choices = choicesOf(piece, sections);
  const text = textOf(piece);
  const names: Record<Exclude<RoleValue, `section:${string}`>, string> = {
    headline: t('role.headline'),
    dek: t('role.dek'),
    credit: t('role.credit'),
    'picture-credit': t('role.pictureCredit'),
    'subheading-2': t('role.subheading'),
    'subheading-3': t('role.smallSubheading'),
    paragraph: t('role.paragraph'),
    bullet: t('role.bullet'),
    numbered: t('role.numbered'),
    quote: t('role.quote'),
    taken: takenName(piece, t),
    lead: t('preview.leadPicture'),
    'left-out': isUnnamed(piece) ? t('role.unnamed') : t('role.leftOut'),
  };
  const nameOf = (value: RoleValue) => {
    if (!value.startsWith('section:')) return names[value as keyof typeof names];
    const kind = value.slice('section:'.length);
    return t('role.section', { name: labels.get(kind) ?? kind });
  };
  const options = (values: readonly RoleValue[]) =>
    values.map((value) => (
      <option key={value} value={value}>
        {nameOf(value)}
      </option>
    ));
  return (
    <select
      className={classes.choice}
      aria-label={t('role.label', { text: text.slice(0, 80) || t('why.no-label') })}
      value={roleValueOf(piece)}
      onChange={(event) => onChoose(piece.id, event.currentTarget.value as RoleValue)}
    >
      {choices.head.length > 0 && <optgroup label={t('role.head')}>{options(choices.head)}</optgroup>}
      {choices.sections.length > 0 && (
        <optgroup label={t('role.sections')}>{options(choices.sections)}</optgroup>
      )}
      {choices.text.length > 0 && <optgroup label={t('role.text')}>{options(choices.text)}</optgroup>}
    </select>
  );
}

/** What a piece is that is taken over as it is. */
function takenName(piece: ImportPiece, t: TFunction<'imports'>): string {
  switch (piece.type === 'block' ? piece.block.type : 'figure') {
    case 'figure':
      return t('preview.picture');
    case 'table':
      return t('preview.table');
    case 'horizontalRule':
      return t('preview.divider');
    case 'embed':
      return t('preview.embed');
    case 'codeBlock':
      return t('preview.code');
    case 'pullQuote':
      return t('preview.pullQuote');
    case 'blockquote':
      return t('role.quote');
    default:
      return t('role.taken');
  }
}

function Line({ piece, labels, number }: PieceRowProps & { piece: LinePiece }) {
  const text = <InlineText nodes={piece.inline} />;
  switch (piece.role) {
    case 'headline':
      return <p className={classes.headline}>{text}</p>;
    case 'dek':
      return <p className={classes.dek}>{text}</p>;
    case 'credit':
    case 'picture-credit':
      return <p className={classes.credit}>{text}</p>;
    case 'section': {
      const label = labels.get(piece.kind ?? '') ?? piece.kind ?? '';
      // What the text calls the section is of interest where the article will call it something else.
      const saysTheSame = textOf(piece).toLowerCase().replace(/:$/, '') === label.toLowerCase();
      return (
        <p className={classes.section}>
          <span className={classes.kind}>{label}</span>
          {!saysTheSame && (
            <span className={piece.titled ? classes.sectionTitle : classes.original}>{text}</span>
          )}
        </p>
      );
    }
    case 'subheading':
      return <p className={piece.level === 3 ? classes.small : classes.subheading}>{text}</p>;
    case 'bullet':
    case 'numbered':
      return (
        <p className={classes.item} style={{ marginInlineStart: `${piece.level * 1.4}em` }}>
          <span className={classes.sign} aria-hidden>
            {piece.role === 'bullet' ? '•' : `${listLabel(number, piece.listType)}.`}
          </span>
          <span>{text}</span>
        </p>
      );
    case 'quote':
      return (
        <blockquote className={classes.quote}>
          <p>{text}</p>
          {piece.source && <p className={classes.source}>— {piece.source}</p>}
        </blockquote>
      );
    default:
      return <p>{text}</p>;
  }
}
