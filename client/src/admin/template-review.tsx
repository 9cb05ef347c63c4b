// How articles of a template are reviewed: what has to be approved, and by whom.
import { approvalRules } from '@galley/shared/article/template.ts';
import { Select, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TemplateDraft } from './template-draft.ts';
import classes from './template-review.module.css';

interface TemplateReviewProps {
  draft: TemplateDraft;
  onChange: (draft: TemplateDraft) => void;
}

export function TemplateReview({ draft, onChange }: TemplateReviewProps) {
  const { t } = useTranslation('templates');
  return (
    <section aria-labelledby="template-review">
      <h2 id="template-review" className={classes.title}>
        {t('review.title')}
      </h2>
      <div className={classes.fields}>
        <Select
          label={t('review.approvals')}
          description={t(draft.approvals === 'off' ? 'review.offHelp' : 'review.approvalsHelp')}
          inputWrapperOrder={['label', 'input', 'description']}
          data={approvalRules.map((value) => ({ value, label: t(`review.rule.${value}`) }))}
          value={draft.approvals}
          allowDeselect={false}
          onChange={(value) => {
            const approvals = approvalRules.find((rule) => rule === value);
            if (approvals) onChange({ ...draft, approvals });
          }}
        />
        <Switch
          label={t('review.fourEyes')}
          description={t('review.fourEyesHelp')}
          checked={draft.fourEyes}
          onChange={(event) => onChange({ ...draft, fourEyes: event.currentTarget.checked })}
        />
      </div>
    </section>
  );
}
