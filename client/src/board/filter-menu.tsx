// A filter of the board: a button that says what it lets through, and the choices behind it.
import { Button, Combobox, ScrollArea, useCombobox } from '@mantine/core';
import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './filter-menu.module.css';

interface FilterChoice {
  value: string;
  label: string;
  icon?: ReactNode;
}

interface FilterMenuProps {
  name: string;
  value: string | null;
  choices: FilterChoice[];
  onChange: (value: string | null) => void;
}

const anything = '';

export function FilterMenu({ name, value, choices, onChange }: FilterMenuProps) {
  const { t } = useTranslation('board');
  const combobox = useCombobox({
    onDropdownClose: () => combobox.resetSelectedOption(),
    onDropdownOpen: () => combobox.selectActiveOption(),
  });
  const chosen = choices.find((choice) => choice.value === value);
  const all: FilterChoice[] = [{ value: anything, label: t('filter.any') }, ...choices];

  return (
    <Combobox
      store={combobox}
      width={240}
      position="bottom-start"
      onOptionSubmit={(option) => {
        onChange(option === anything ? null : option);
        combobox.closeDropdown();
      }}
    >
      <Combobox.Target targetType="button">
        <Button
          size="compact-md"
          variant="default"
          className={classes.button ?? ''}
          data-active={value !== null || undefined}
          rightSection={<IconChevronDown size={14} stroke={1.75} />}
          onClick={() => combobox.toggleDropdown()}
        >
          {chosen ? t('filter.active', { name, value: chosen.label }) : name}
        </Button>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options aria-label={name}>
          <ScrollArea.Autosize mah={320} type="auto">
            {all.map((choice) => {
              const active = choice.value === (value ?? anything);
              return (
                <Combobox.Option
                  key={choice.value}
                  value={choice.value}
                  active={active}
                  className={classes.choice ?? ''}
                >
                  {choice.icon}
                  <span className={classes.label}>{choice.label}</span>
                  {active && <IconCheck size={15} stroke={2} aria-hidden />}
                </Combobox.Option>
              );
            })}
          </ScrollArea.Autosize>
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
