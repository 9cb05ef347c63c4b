// The pieces of an import one below the other, as the article reads.
import type { ImportPiece } from '@galley/shared/article/formats/pieces.ts';
import type { SectionSpec } from '@galley/shared/article/template.ts';
import type { Language } from '@galley/shared/language.ts';
import { Button } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { kindsOf } from './import-pieces.ts';
import classes from './piece-list.module.css';
import { type RoleValue, withRoleValue } from './piece-roles.ts';
import { PieceRow } from './piece-row.tsx';

interface PieceListProps {
  pieces: readonly ImportPiece[];
  sections: readonly SectionSpec[];
  language: Language;
  /** It is being read again. */
  busy: boolean;
  onChangePiece: (id: string, change: (piece: ImportPiece) => ImportPiece) => void;
}

/** How many pieces are shown at first, and how many more at a time. */
const page = 300;

export function PieceList({ pieces, sections, language, busy, onChangePiece }: PieceListProps) {
  const { t } = useTranslation('imports');
  const [shown, setShown] = useState(page);
  const labels = useMemo(
    () => new Map(sections.map(({ kind, label }) => [kind, label[language]])),
    [sections, language],
  );
  const kinds = kindsOf(pieces);
  const numbers = numbersOf(pieces);
  const onFetched = useCallback(
    (id: string, media: string) =>
      onChangePiece(id, (piece) => (piece.type === 'picture' ? { ...piece, media } : piece)),
    [onChangePiece],
  );
  const onChoose = useCallback(
    (id: string, value: RoleValue) => onChangePiece(id, (piece) => withRoleValue(piece, value, sections)),
    [onChangePiece, sections],
  );
  const colorOf = (kind: string | null | undefined) => {
    const place = sections.findIndex((spec) => spec.kind === kind);
    return place === -1 ? null : place;
  };

  return (
    <div className={classes.paper} aria-busy={busy} tabIndex={-1} ref={focusOnce}>
      <p className={classes.intro}>{t('preview.intro')}</p>
      <ol className={classes.list} aria-label={t('preview.pieces')} lang={language}>
        {pieces.slice(0, shown).map((piece, index) => (
          <PieceRow
            key={piece.id}
            piece={piece}
            sections={sections}
            labels={labels}
            color={colorOf(kinds[index])}
            number={numbers[index] ?? 1}
            onChoose={onChoose}
            onFetched={onFetched}
          />
        ))}
      </ol>
      {pieces.length > shown && (
        <Button variant="default" className={classes.more ?? ''} onClick={() => setShown(shown + page)}>
          {t('preview.more', { count: pieces.length - shown })}
        </Button>
      )}
    </div>
  );
}

/** Where the text field was a moment ago, the keyboard goes on with what came of it. */
function focusOnce(list: HTMLDivElement | null): void {
  list?.focus({ preventScroll: true });
}

/** The number that each numbered item has in its list: the file's own, else it counts on. */
function numbersOf(pieces: readonly ImportPiece[]): number[] {
  let number = 0;
  return pieces.map((piece) => {
    number = piece.type === 'line' && piece.role === 'numbered' ? (piece.number ?? number + 1) : 0;
    return number;
  });
}
