// The article as readers would see it, in a frame of a phone's, a tablet's or a screen's width, light or dark.
import {
  type PreviewScheme,
  type PreviewWidth,
  previewSchemes,
  previewWidths,
} from '@galley/shared/api/previews.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import {
  ActionIcon,
  Button,
  Group,
  SegmentedControl,
  useComputedColorScheme,
  VisuallyHidden,
} from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { IconExternalLink, IconRefresh } from '@tabler/icons-react';
import { type SyntheticEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHeadline } from '../editor/article-context.ts';
import { Dialog } from '../ui/dialog.tsx';
import { LoadFailed } from '../ui/load-failed.tsx';
import { usePercent } from '../ui/use-percent.ts';
import classes from './preview-dialog.module.css';
import { previewAddress } from './previews.ts';

interface PreviewDialogProps {
  article: ArticleId;
  /** Of the text as it stands now. */
  hash: string;
  onClose: () => void;
}

export function PreviewDialog({ article, hash, onClose }: PreviewDialogProps) {
  const { t } = useTranslation(['publishing', 'app']);
  const headline = useHeadline();
  const own = useComputedColorScheme('light', { getInitialValueInEffect: false });
  const [width, setWidth] = useState<PreviewWidth>(() => widthFor(window.innerWidth));
  const [scheme, setScheme] = useState<PreviewScheme>(own);
  const [loaded, setLoaded] = useState({ hash, round: 0 });
  const [failed, setFailed] = useState(false);
  const changed = loaded.hash !== hash;
  const reload = () => {
    setFailed(false);
    setLoaded(({ round }) => ({ hash, round: round + 1 }));
  };
  return (
    <Dialog
      opened
      onClose={onClose}
      fullScreen
      radius={0}
      padding={0}
      transitionProps={{ transition: 'fade', duration: 120 }}
      title={
        <span className={classes.title}>
          {t('preview.of', { headline: headline || t('preview.untitled') })}
        </span>
      }
      closeButtonProps={{ 'aria-label': t('app:close') }}
      classNames={{ header: classes.header ?? '', content: classes.content ?? '', body: classes.body ?? '' }}
    >
      <div className={classes.bar}>
        <SegmentedControl
          size="xs"
          aria-label={t('preview.width')}
          value={String(width)}
          data={previewWidths.map((value) => ({
            value: String(value),
            label: (
              <>
                {t(`preview.${devices[value]}`)} <span className={classes.pixels}>{value}</span>
                <VisuallyHidden>{t('preview.pixels', { count: value })}</VisuallyHidden>
              </>
            ),
          }))}
          onChange={(value) => setWidth(previewWidths.find((one) => String(one) === value) ?? width)}
        />
        <SegmentedControl
          size="xs"
          aria-label={t('preview.scheme')}
          value={scheme}
          data={previewSchemes.map((value) => ({ value, label: t(`preview.${value}`) }))}
          onChange={(value) => {
            setScheme(value);
            reload();
          }}
        />
        <Group gap={8} wrap="nowrap">
          {changed ? (
            <Button size="compact-sm" leftSection={<IconRefresh size={15} />} onClick={reload}>
              {t('preview.changed')}
            </Button>
          ) : (
            <ActionIcon
              data-tip={t('preview.reload')}
              variant="default"
              aria-label={t('preview.reload')}
              onClick={reload}
            >
              <IconRefresh size={16} />
            </ActionIcon>
          )}
          <ActionIcon
            data-tip={t('preview.tab')}
            component="a"
            href={previewAddress(article)}
            target="_blank"
            variant="default"
            aria-label={t('preview.tab')}
          >
            <IconExternalLink size={16} />
          </ActionIcon>
        </Group>
      </div>
      {failed ? (
        <LoadFailed className={classes.failed} onRetry={reload}>
          {t('preview.failed')}
        </LoadFailed>
      ) : (
        <Frame
          key={loaded.round}
          address={previewAddress(article, scheme)}
          title={t('preview.title')}
          width={width}
          onFailed={() => setFailed(true)}
        />
      )}
    </Dialog>
  );
}

const devices = { 390: 'phone', 768: 'tablet', 1280: 'desktop' } as const satisfies Record<
  PreviewWidth,
  string
>;

interface FrameProps {
  address: string;
  title: string;
  width: PreviewWidth;
  onFailed: () => void;
}

/** The page at its width, drawn smaller where there is less room. */
function Frame({ address, title, width, onFailed }: FrameProps) {
  const { t } = useTranslation('publishing');
  const percent = usePercent();
  const { ref, width: room, height } = useElementSize();
  const scale = room === 0 ? 1 : Math.min(1, room / width);
  const onLoad = (event: SyntheticEvent<HTMLIFrameElement>) => {
    const shown = event.currentTarget.contentDocument;
    if (shown?.contentType !== 'text/html') return onFailed();
    // What the page links to is read beside the desk, not in the frame.
    shown.addEventListener('click', openBeside);
  };
  return (
    <>
      <div ref={ref} className={classes.stage}>
        <div className={classes.paper} style={{ width: width * scale }}>
          <iframe
            title={title}
            src={address}
            // The page runs no scripts, and must run none here.
            sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
            className={classes.frame}
            style={{ width, height: height / scale, transform: `scale(${scale})` }}
            onLoad={onLoad}
          />
        </div>
      </div>
      {scale < 1 && (
        <p className={classes.reduced}>
          {t('preview.reduced', {
            percent: percent(scale),
          })}
        </p>
      )}
    </>
  );
}

/** The widest that fits, or the narrowest. */
function widthFor(room: number): PreviewWidth {
  return previewWidths.findLast((width) => width <= room) ?? previewWidths[0];
}

function openBeside(event: Event): void {
  // What is clicked is an element or its text; of the frame's own classes, so `instanceof` would not know it.
  const target = event.target as Element | Text;
  const link = ('closest' in target ? target : target.parentElement)?.closest('a');
  const address = link?.getAttribute('href');
  if (!link || !address || address.startsWith('#')) return;
  event.preventDefault();
  window.open(link.href, '_blank', 'noopener');
}
