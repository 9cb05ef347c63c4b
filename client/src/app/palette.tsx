// The keyboard palette: articles by the server's search, commands, places and settings. It is a listbox of its own, not
// Mantine's Spotlight, which says nothing to screen readers and loses the selected row when answers arrive.
import { Kbd, Loader } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { BareDialog, DialogBody, DialogContent, DialogOverlay } from '../ui/dialog.tsx';
import { useOfferedCommands } from './page-commands.ts';
import classes from './palette.module.css';
import { type Command, matching, useArticleCommands, useFixedCommands } from './palette-commands.tsx';

interface PaletteProps {
  opened: boolean;
  onClose: () => void;
}

/** Over the page while it is open; `onClose` is called before a chosen command runs. */
export function Palette({ opened, onClose }: PaletteProps) {
  const { t } = useTranslation();
  return (
    <BareDialog
      opened={opened}
      onClose={onClose}
      centered={false}
      yOffset="12vh"
      size={600}
      padding={0}
      transitionProps={{ transition: 'pop', duration: 100 }}
    >
      <DialogOverlay backgroundOpacity={0.35} blur={2} />
      <DialogContent aria-label={t('palette.label')} radius="lg">
        <DialogBody>
          <PaletteList onClose={onClose} />
        </DialogBody>
      </DialogContent>
    </BareDialog>
  );
}

function PaletteList({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const { group: articles, searching } = useArticleCommands(query);
  const fixed = [...useOfferedCommands(), ...useFixedCommands()];
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);

  const { named, others } = matching(fixed, query);
  const groups = [...named, articles, ...others].filter((group) => group.commands.length > 0);
  const commands = groups.flatMap((group) => group.commands);
  const active = commands.find((command) => command.id === chosen) ?? commands[0];
  const activeId = active?.id;
  const optionId = (id: string) => `${listId}-${id}`;

  useEffect(() => {
    if (activeId === undefined) return;
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [activeId]);

  const run = (command: Command | undefined) => {
    if (!command) return;
    // The focus is back where it was before the command runs, which may put it elsewhere.
    flushSync(onClose);
    command.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      const at = commands.findIndex((command) => command.id === activeId);
      setChosen(commands.at((at + step) % commands.length)?.id ?? null);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      run(active);
    }
  };

  return (
    <>
      <div className={classes.search}>
        <IconSearch size={18} stroke={1.75} aria-hidden />
        <input
          // biome-ignore lint/a11y/noAutofocus: who opens the palette types at once; the dialog's own focus comes too late
          autoFocus
          data-autofocus
          className={classes.input}
          placeholder={t('palette.placeholder')}
          aria-label={t('palette.label')}
          role="combobox"
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={activeId && optionId(activeId)}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          value={query}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            setChosen(null);
          }}
          onKeyDown={onKeyDown}
        />
        {searching ? <Loader size={14} aria-label={t('palette.searching')} /> : <Kbd size="xs">Esc</Kbd>}
      </div>
      <div ref={list} id={listId} role="listbox" aria-label={t('palette.label')} className={classes.list}>
        {groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options, not of form fields
          <div key={group.commands[0]?.id} role="group" aria-label={group.label}>
            <div className={classes.group} aria-hidden>
              {group.label}
            </div>
            {group.commands.map((command) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the combobox's, which keeps the focus
              // biome-ignore lint/a11y/useFocusableInteractive: as above
              <div
                key={command.id}
                id={optionId(command.id)}
                role="option"
                aria-selected={command === active}
                className={classes.command}
                onMouseMove={() => setChosen(command.id)}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => run(command)}
              >
                <span className={classes.icon}>{command.icon}</span>
                <span className={classes.label} data-serif={command.serif || undefined}>
                  {command.label}
                </span>
                {command.aside && <span className={classes.aside}>{command.aside}</span>}
              </div>
            ))}
          </div>
        ))}
      </div>
      {commands.length === 0 && !searching && (
        <p className={classes.empty} role="status">
          {t('palette.empty', { query })}
        </p>
      )}
    </>
  );
}
