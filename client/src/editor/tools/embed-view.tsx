// An embed in the editor: a card that says whose it is; the frame loads on a click.
import { embeddable } from '@galley/shared/article/schema/embed-hosts.ts';
import { Button } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { type NodeViewProps, NodeViewWrapper } from '@tiptap/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './node-views.module.css';

export function EmbedView({ node, selected }: NodeViewProps) {
  const { t } = useTranslation('tools');
  const [loaded, setLoaded] = useState(false);
  const found = embeddable(String(node.attrs.url));
  if (!found) return <NodeViewWrapper className={classes.embed}>{String(node.attrs.url)}</NodeViewWrapper>;
  return (
    <NodeViewWrapper className={classes.embed} data-selected={selected || undefined} data-drag-handle>
      {loaded ? (
        <iframe
          src={found.frame}
          title={t('embed.frame', { provider: found.provider })}
          style={{ aspectRatio: found.ratio }}
          sandbox="allow-scripts allow-same-origin allow-popups allow-presentation"
          referrerPolicy="strict-origin-when-cross-origin"
          allowFullScreen
        />
      ) : (
        <div className={classes.embedCard} contentEditable={false}>
          <strong>{found.provider}</strong>
          <span className={classes.embedUrl}>{found.url}</span>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPlayerPlay size={14} />}
            onClick={() => setLoaded(true)}
          >
            {t('embed.load')}
          </Button>
          <small>{t('embed.why', { provider: found.provider })}</small>
        </div>
      )}
    </NodeViewWrapper>
  );
}
