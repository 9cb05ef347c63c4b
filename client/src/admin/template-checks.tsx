// How much the checks beside the text count in articles of a template.
import { type CheckLevel, checkCodes, checkLevels, levelOf } from '@galley/shared/checks/levels.ts';
import { NativeSelect } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './template-checks.module.css';
import { type TemplateDraft, withLevel } from './template-draft.ts';

interface TemplateChecksProps {
  draft: TemplateDraft;
  onChange: (draft: TemplateDraft) => void;
}

export function TemplateChecks({ draft, onChange }: TemplateChecksProps) {
  const { t } = useTranslation(['templates', 'checks']);
  const id = useId();
  return (
    <section aria-labelledby="template-checks">
      <h2 id="template-checks" className={classes.title}>
        {t('checks.title')}
      </h2>
      <p className={classes.intro}>{t('checks.intro')}</p>
      <div className={classes.checks}>
        {checkCodes.map((code) => (
          <div key={code} className={classes.check}>
            <label htmlFor={`${id}-${code}`}>{t(`checks:names.${code}`)}</label>
            <NativeSelect
              id={`${id}-${code}`}
              size="xs"
              value={levelOf(code, draft.checks)}
              data={checkLevels.map((value) => ({ value, label: t(`checks.level.${value}`) }))}
              onChange={(event) => {
                const level = levelNamed(event.currentTarget.value);
                if (level) onChange(withLevel(draft, code, level));
              }}
            />
          </div>
        ))}
      </div>
    </section>
  );
}

function levelNamed(value: string): CheckLevel | undefined {
  return checkLevels.find((level) => level === value);
}
