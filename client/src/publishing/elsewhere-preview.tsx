// What a list of search results and a shared link would show of the article.
import { picturePath } from '@galley/shared/article/picture-files.ts';
import { useTranslation } from 'react-i18next';
import classes from './elsewhere-preview.module.css';

interface ElsewherePreviewProps {
  /** Of the page that is named; null without a slug. */
  address: string | null;
  title: string;
  /** Of a link that is shared. */
  socialTitle: string;
  description: string;
  /** A picture's id. */
  picture: string | null;
}

export function ElsewherePreview({
  address,
  title,
  socialTitle,
  description,
  picture,
}: ElsewherePreviewProps) {
  const { t } = useTranslation('publishing');
  const { host, path } = partsOf(address);
  return (
    <>
      <figure className={classes.preview}>
        <figcaption>{t('elsewhere.asResult')}</figcaption>
        <div className={classes.result}>
          <p className={classes.address}>
            {host}
            {path.map((part) => ` › ${part}`)}
          </p>
          <p className={classes.resultTitle}>{title || t('elsewhere.untitled')}</p>
          <p className={classes.resultText}>{description || t('elsewhere.firstSentence')}</p>
        </div>
      </figure>
      <figure className={classes.preview}>
        <figcaption>{t('elsewhere.asCard')}</figcaption>
        <div className={classes.card}>
          {picture === null ? (
            <p className={classes.noPicture}>{t('elsewhere.siteLogo')}</p>
          ) : (
            <img src={picturePath(picture, 480)} alt="" className={classes.picture} />
          )}
          <div className={classes.words}>
            <p className={classes.host}>{host}</p>
            <p className={classes.cardTitle}>{socialTitle || t('elsewhere.untitled')}</p>
            <p className={classes.cardText}>{description || t('elsewhere.firstSentence')}</p>
          </div>
        </div>
      </figure>
    </>
  );
}

function partsOf(address: string | null): { host: string; path: string[] } {
  if (address === null || !URL.canParse(address)) return { host: location.host, path: ['articles'] };
  const { host, pathname } = new URL(address);
  return { host, path: pathname.split('/').filter((part) => part !== '') };
}
