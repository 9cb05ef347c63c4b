// The form of one section of a template.
import { type BlockType, blockTypes } from '@galley/shared/article/blocks.ts';
import type { SectionSpec } from '@galley/shared/article/template.ts';
import {
  Button,
  Chip,
  Fieldset,
  Group,
  Input,
  NumberInput,
  SegmentedControl,
  Stack,
  Switch,
  TagsInput,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { askFirst } from '../ui/ask-first.tsx';
import { type DraftSection, type TemplateDraft, withSomeBlocks, withSpec } from './template-draft.ts';
import type { TemplateMistake } from './template-mistakes.ts';
import classes from './template-section-form.module.css';

interface TemplateSectionFormProps {
  draft: TemplateDraft;
  section: DraftSection;
  title: string;
  mistakes: TemplateMistake[];
  onChange: (draft: TemplateDraft) => void;
  onMove: (step: 1 | -1) => void;
  onRemove: () => void;
}

const languages = ['en', 'de'] as const;

export function TemplateSectionForm(props: TemplateSectionFormProps) {
  const { draft, section, title, mistakes, onChange, onMove, onRemove } = props;
  const { t } = useTranslation(['templates', 'app']);
  const { spec, key } = section;
  const place = draft.sections.indexOf(section);
  const set = (change: Partial<SectionSpec>) => onChange(withSpec(draft, key, change));
  const mistakeOf = (field: string) => {
    const found = mistakes.find((one) => one.field === field || one.field.startsWith(`${field}.`));
    return found && t(`mistake.${found.mistake}`);
  };
  const askToRemove = () => {
    if (section.kindBy !== 'articles') return onRemove();
    askFirst({
      title: t('section.remove'),
      children: <Text size="sm">{t('section.removeText', { label: title })}</Text>,
      labels: { confirm: t('section.remove'), cancel: t('app:cancel') },
      confirmProps: { color: 'red' },
      onConfirm: onRemove,
    });
  };

  return (
    <section className={classes.form} aria-label={title}>
      <Part title={t('section.basics')}>
        <div className={classes.pair}>
          {languages.map((tag) => (
            <TextInput
              key={tag}
              lang={tag}
              label={t(`section.label.${tag}`)}
              required
              maxLength={80}
              value={spec.label[tag]}
              error={mistakeOf(`label.${tag}`)}
              onChange={(event) => set({ label: { ...spec.label, [tag]: event.currentTarget.value } })}
            />
          ))}
        </div>
        <TextInput
          label={t('section.kind')}
          description={t(section.kindBy === 'articles' ? 'section.kindFixed' : 'section.kindNew')}
          classNames={{ input: classes.kind ?? '' }}
          readOnly={section.kindBy === 'articles'}
          variant={section.kindBy === 'articles' ? 'filled' : 'default'}
          maxLength={40}
          value={spec.kind}
          error={mistakeOf('kind')}
          onChange={(event) => set({ kind: event.currentTarget.value })}
        />
        <div className={classes.pair}>
          <Switch
            label={t('section.required')}
            description={t('section.requiredHelp')}
            checked={spec.required}
            onChange={(event) => set({ required: event.currentTarget.checked })}
          />
          <Switch
            label={t('section.boxed')}
            description={t('section.boxedHelp')}
            checked={spec.boxed}
            onChange={(event) => set({ boxed: event.currentTarget.checked })}
          />
        </div>
      </Part>

      <Part title={t('section.rules')}>
        <Blocks
          section={section}
          error={mistakeOf('blocks')}
          onAll={(all) => onChange(withSomeBlocks(draft, key, !all))}
          onBlocks={(blocks) => set({ blocks })}
        />
        <div className={classes.pair}>
          <Limits
            legend={t('section.words')}
            min={spec.minWords}
            max={spec.maxWords}
            highest={100_000}
            minError={mistakeOf('minWords')}
            maxError={mistakeOf('maxWords')}
            onMin={(minWords) => set({ minWords })}
            onMax={(maxWords) => set({ maxWords })}
          />
          <Limits
            legend={t('section.items')}
            min={spec.minItems}
            max={spec.maxItems}
            highest={100}
            minError={mistakeOf('minItems')}
            maxError={mistakeOf('maxItems')}
            onMin={(minItems) => set({ minItems })}
            onMax={(maxItems) => set({ maxItems })}
          />
        </div>
      </Part>

      <Part title={t('section.begin')}>
        <div className={classes.pair}>
          {languages.map((tag) => (
            <TextInput
              key={tag}
              lang={tag}
              label={t(`section.hint.${tag}`)}
              description={t('section.hintHelp')}
              maxLength={200}
              value={spec.hint[tag]}
              error={mistakeOf(`hint.${tag}`)}
              onChange={(event) => set({ hint: { ...spec.hint, [tag]: event.currentTarget.value } })}
            />
          ))}
        </div>
        <div className={classes.pair}>
          {languages.map((tag) => (
            <Textarea
              key={tag}
              lang={tag}
              label={t(`section.boilerplate.${tag}`)}
              description={t('section.boilerplateHelp')}
              autosize
              minRows={2}
              maxRows={10}
              maxLength={10_000}
              value={spec.boilerplate[tag]}
              error={mistakeOf(`boilerplate.${tag}`)}
              onChange={(event) =>
                set({ boilerplate: { ...spec.boilerplate, [tag]: event.currentTarget.value } })
              }
            />
          ))}
        </div>
      </Part>

      <Part title={t('section.imports')}>
        <TagsInput
          label={t('section.aliases')}
          description={t('section.aliasesHelp')}
          maxTags={20}
          value={spec.aliases}
          error={mistakeOf('aliases')}
          onChange={(aliases) => set({ aliases: aliases.map((alias) => alias.trim()).filter(Boolean) })}
        />
      </Part>

      <div className={classes.last}>
        <Button variant="default" disabled={place === 0} onClick={() => onMove(-1)}>
          {t('section.moveUp')}
        </Button>
        <Button variant="default" disabled={place === draft.sections.length - 1} onClick={() => onMove(1)}>
          {t('section.moveDown')}
        </Button>
        <Button
          variant="subtle"
          color="red"
          leftSection={<IconTrash size={16} stroke={1.75} />}
          onClick={askToRemove}
        >
          {t('section.remove')}
        </Button>
      </div>
    </section>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className={classes.part}>
      <h3 className={classes.heading}>{title}</h3>
      {children}
    </div>
  );
}

interface BlocksProps {
  section: DraftSection;
  error: string | undefined;
  onAll: (all: boolean) => void;
  onBlocks: (blocks: BlockType[]) => void;
}

function Blocks({ section, error, onAll, onBlocks }: BlocksProps) {
  const { t } = useTranslation('templates');
  return (
    <Input.Wrapper
      label={t('section.blocks')}
      labelElement="div"
      description={t('section.blocksHelp')}
      error={error}
    >
      <Stack gap="sm" mt={6}>
        <SegmentedControl
          aria-label={t('section.blocks')}
          className={classes.choice ?? ''}
          value={section.someBlocks ? 'some' : 'all'}
          onChange={(value) => onAll(value === 'all')}
          data={[
            { value: 'all', label: t('section.allBlocks') },
            { value: 'some', label: t('section.someBlocks') },
          ]}
        />
        {section.someBlocks && (
          <Chip.Group
            multiple
            value={section.spec.blocks}
            onChange={(chosen) => onBlocks(blockTypes.filter((block) => chosen.includes(block)))}
          >
            <Group gap={6}>
              {blockTypes.map((block) => (
                <Chip key={block} value={block} size="sm" variant="outline">
                  {t(`block.${block}`)}
                </Chip>
              ))}
            </Group>
          </Chip.Group>
        )}
      </Stack>
    </Input.Wrapper>
  );
}

interface LimitsProps {
  legend: string;
  min: number | null;
  max: number | null;
  highest: number;
  minError: string | undefined;
  maxError: string | undefined;
  onMin: (value: number | null) => void;
  onMax: (value: number | null) => void;
}

function Limits({ legend, min, max, highest, minError, maxError, onMin, onMax }: LimitsProps) {
  const { t } = useTranslation('templates');
  const common = {
    placeholder: t('section.noLimit'),
    max: highest,
    allowDecimal: false,
    allowNegative: false,
  };
  return (
    <Fieldset variant="unstyled" legend={legend} className={classes.limits ?? ''}>
      <NumberInput
        {...common}
        label={t('section.min')}
        min={0}
        value={min ?? ''}
        error={minError}
        onChange={(value) => onMin(numberOf(value))}
      />
      <NumberInput
        {...common}
        label={t('section.max')}
        min={1}
        value={max ?? ''}
        error={maxError}
        onChange={(value) => onMax(numberOf(value))}
      />
    </Fieldset>
  );
}

function numberOf(value: string | number): number | null {
  return typeof value === 'number' ? value : null;
}
