// Adding a section of one of the template's kinds, or a free one.
import type { Place } from '@galley/shared/article/outline.ts';
import { openSpec, type SectionSpec } from '@galley/shared/article/template.ts';
import { Button, Menu } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useArticle } from '../editor/article-context.ts';
import { LazyMenu } from '../ui/lazy-menu.tsx';
import { useSectionActions } from './section-actions.ts';

/** The items of a menu that adds a section at a place. */
export function AddSectionItems({ place }: { place: Place }) {
  const { t } = useTranslation('editor');
  const { template, language } = useArticle();
  const actions = useSectionActions();
  const add = (spec: SectionSpec) => actions.add(spec, place);
  return (
    <>
      {template.sections.map((spec) => (
        <Menu.Item key={spec.kind} leftSection={<IconPlus size={15} />} onClick={() => add(spec)}>
          {spec.label[language]}
        </Menu.Item>
      ))}
      <Menu.Item leftSection={<IconPlus size={15} />} onClick={() => add(freeSection)}>
        {t('section.free')}
      </Menu.Item>
    </>
  );
}

/** The button at the end of the article. */
export function AddSectionButton() {
  const { t } = useTranslation('editor');
  return (
    <LazyMenu
      width={230}
      target={
        <Button variant="subtle" color="gray" size="compact-sm" leftSection={<IconPlus size={15} />}>
          {t('section.add')}
        </Button>
      }
    >
      <AddSectionItems place="last" />
    </LazyMenu>
  );
}

/** A section outside of the template: every block is allowed. */
const freeSection = openSpec('free', { en: 'Section', de: 'Abschnitt' });
