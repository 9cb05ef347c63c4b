// The form for a row that admins make, change and remove: its fields, what the server refuses of them, and the conflict with a
// colleague's change.
import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { refusalsIn } from '../app/field-refusals.ts';
import { problemCode } from '../app/problem-text.ts';
import { showProblem, showToast } from '../app/toasts.ts';

interface RowFormOptions<Fields, Reason extends string> {
  /** As the form opens. */
  initial: () => Fields;
  save: (fields: Fields) => Promise<unknown>;
  remove: () => Promise<unknown>;
  /** Of the list that the row is in. */
  queryKey: QueryKey;
  /** The refusals of fields that the form has words for. */
  reasons: readonly Reason[];
  /** What is said once it is done. */
  said: { saved: string; removed: string };
  /** A conflict about removing is said by the form itself, with the list as it is now; else as any problem. */
  explainsConflict?: boolean;
  onClose: () => void;
}

export function useRowForm<Fields extends object, Reason extends string>(
  options: RowFormOptions<Fields, Reason>,
) {
  const { reasons, said, explainsConflict = false, onClose } = options;
  const client = useQueryClient();
  const [fields, setFields] = useState(options.initial);
  const refresh = () => client.invalidateQueries({ queryKey: options.queryKey });
  const done = async (message: string) => {
    await refresh();
    showToast(message);
    onClose();
  };
  const save = useMutation({
    mutationFn: () => options.save(fields),
    onSuccess: () => done(said.saved),
    onError: async (error) => {
      if (problemCode(error) === 'conflict') await refresh();
      else if (refusalsIn(error, reasons).size === 0) showProblem(error);
    },
  });
  const remove = useMutation({
    mutationFn: options.remove,
    onSuccess: () => done(said.removed),
    onError: async (error) => {
      if (!explainsConflict || problemCode(error) !== 'conflict') showProblem(error);
      if (explainsConflict) await refresh();
    },
  });
  const refusals = refusalsIn(save.error, reasons);
  return {
    fields,
    set: (some: Partial<Fields>) => {
      save.reset();
      setFields((before) => ({ ...before, ...some }));
    },
    /** Why the server refused this field. */
    refusalOf: (field: keyof Fields & string): Reason | undefined => refusals.get(field),
    submit: (event: FormEvent) => {
      event.preventDefault();
      save.mutate();
    },
    saving: save.isPending,
    /** Somebody else has changed the row meanwhile. */
    isOutdated: problemCode(save.error) === 'conflict',
    /** The row can't be removed as it is. */
    isKept: problemCode(remove.error) === 'conflict',
    removing: remove.isPending,
    remove: () => remove.mutate(),
  };
}

export type RowFormState = ReturnType<typeof useRowForm>;
