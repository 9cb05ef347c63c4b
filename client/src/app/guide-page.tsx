// The guide: what one can do at the desk, a short chapter each.
import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PageTitle } from '../ui/page-title.tsx';
import classes from './guide-page.module.css';

const chapters = ['write', 'sections', 'talk', 'back', 'publish', 'find'] as const;

export function GuidePage() {
  const { t } = useTranslation('help');
  return (
    <div className={classes.page}>
      <PageTitle>{t('guide.title')}</PageTitle>
      <h1 className={classes.title}>{t('guide.title')}</h1>
      <p className={classes.lead}>{t('guide.lead')}</p>
      <nav aria-label={t('guide.chapters')} className={classes.chapters}>
        {chapters.map((chapter) => (
          <Anchor key={chapter} href={`#${chapter}`}>
            {t(`guide.${chapter}.title`)}
          </Anchor>
        ))}
      </nav>
      {chapters.map((chapter) => (
        <section key={chapter} id={chapter} aria-labelledby={`${chapter}-title`} className={classes.chapter}>
          <h2 id={`${chapter}-title`}>{t(`guide.${chapter}.title`)}</h2>
          {t(`guide.${chapter}.text`)
            .split('\n')
            .map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
        </section>
      ))}
    </div>
  );
}
