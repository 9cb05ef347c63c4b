// Small dialogs that tools ask with: the address of an embed, the text of a note, the source of a quote.
import { embeddable, embedProviders } from '@galley/shared/article/schema/embed-hosts.ts';
import { cleanText } from '@galley/shared/text/characters.ts';
import { Button, Group, Textarea, TextInput } from '@mantine/core';
import type { Editor } from '@tiptap/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../ui/dialog.tsx';
import { focusWithCaret } from '../native-keys.ts';

/** What is being asked, and for which editor. */
export interface Prompt {
  kind: 'embed' | 'note' | 'source';
  editor: Editor;
}

export function PromptDialog({ prompt, onClose }: { prompt: Prompt; onClose: () => void }) {
  const { t } = useTranslation('tools');
  const { t: general } = useTranslation();
  const { kind, editor } = prompt;
  const [text, setText] = useState(() => currentValue(prompt));
  const [error, setError] = useState<string | null>(null);
  const exists = currentValue(prompt) !== '';
  const close = () => {
    onClose();
    focusWithCaret(editor.view);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (apply(prompt, text.trim())) return close();
    setError(t(`prompt.${kind}.invalid`, { providers: embedProviders.join(', ') }));
  };
  const remove = () => {
    apply(prompt, '');
    close();
  };
  const field = {
    label: t(`prompt.${kind}.label`),
    description: t(`prompt.${kind}.hint`, { providers: embedProviders.join(', ') }),
    value: text,
    error,
    'data-autofocus': true,
    onChange: (event: { currentTarget: { value: string } }) => {
      setText(event.currentTarget.value);
      setError(null);
    },
  };
  return (
    <Dialog
      opened
      onClose={close}
      title={t(`prompt.${kind}.title`)}
      closeButtonProps={{ 'aria-label': general('close') }}
    >
      <form onSubmit={submit}>
        {kind === 'note' ? (
          <Textarea {...field} autosize minRows={3} maxLength={2000} />
        ) : (
          <TextInput {...field} maxLength={2000} />
        )}
        <Group justify="flex-end" mt="md">
          {exists && kind !== 'embed' && (
            <Button variant="subtle" color="red" mr="auto" onClick={remove}>
              {t('prompt.remove')}
            </Button>
          )}
          <Button variant="default" onClick={close}>
            {general('cancel')}
          </Button>
          <Button type="submit">{general('save')}</Button>
        </Group>
      </form>
    </Dialog>
  );
}

function currentValue({ kind, editor }: Prompt): string {
  if (kind === 'note') return String(editor.getAttributes('note').text ?? '');
  if (kind === 'source') return String(editor.getAttributes('blockquote').source ?? '');
  return '';
}

/** Does what was asked for; false for an input that does not fit. */
function apply({ kind, editor }: Prompt, typed: string): boolean {
  const text = cleanText(typed);
  const chain = editor.chain().focus();
  switch (kind) {
    case 'embed': {
      const found = embeddable(text);
      return found !== null && chain.insertContent({ type: 'embed', attrs: { url: found.url } }).run();
    }
    case 'note':
      return text === ''
        ? chain.extendMarkRange('note').unsetMark('note').run()
        : chain.extendMarkRange('note').setMark('note', { text }).run();
    case 'source':
      return chain.updateAttributes('blockquote', { source: text }).run();
  }
}
