// A figure in the editor: the picture, and its words as fields right under it.
import type { FigureAttributes } from '@galley/shared/article/schema/figure.ts';
import { TextInput } from '@mantine/core';
import { type NodeViewProps, NodeViewWrapper } from '@tiptap/react';
import { useTranslation } from 'react-i18next';
import classes from './node-views.module.css';

export function FigureView({ node, updateAttributes, editor, selected }: NodeViewProps) {
  const { t } = useTranslation('tools');
  // The schema has seen to their types.
  const { media, alt, caption, credit } = node.attrs as FigureAttributes;
  const field = (name: 'alt' | 'caption' | 'credit', value: string, placeholder: string, max: number) => (
    <TextInput
      aria-label={t(`figure.${name}`)}
      placeholder={placeholder}
      value={value}
      maxLength={max}
      readOnly={!editor.isEditable}
      variant="unstyled"
      size="sm"
      className={classes.field ?? ''}
      mod={{ missing: name !== 'caption' && value.trim() === '' }}
      onChange={(event) => updateAttributes({ [name]: event.currentTarget.value })}
    />
  );
  return (
    <NodeViewWrapper
      as="figure"
      className={classes.figure}
      data-selected={selected || undefined}
      data-drag-handle
    >
      <img src={`/media/${media}`} alt={alt} draggable={false} />
      <div className={classes.fields} contentEditable={false}>
        {field('caption', caption, t('figure.captionHint'), 2000)}
        {field('credit', credit, t('figure.creditHint'), 500)}
        {field('alt', alt, t('figure.altHint'), 1000)}
      </div>
    </NodeViewWrapper>
  );
}
