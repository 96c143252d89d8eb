import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ArrowDown, ArrowUp, Search } from 'lucide-react';
import { type KeyboardEvent, useEffect, useEffectEvent, useId, useReducer, useRef } from 'react';
import { findNextAppointment } from '#features/search/api/get-next-appointment.ts';
import {
  type AppointmentTarget,
  type CommandGroup,
  customerOptions,
  matchingCommands,
  namedAppointment,
  type Option,
} from '#features/search/model/options.ts';
import { parseQuery, searchesCustomers } from '#features/search/model/query.ts';
import { enteredKey, highlightedKey, nextKey, selectionReducer } from '#features/search/model/selection.ts';
import { paths } from '#lib/paths.ts';
import { OptionRow } from './option-row.tsx';
import { SearchMessage, type SearchState } from './search-message.tsx';
import { useCustomerSearch, useNextAppointments } from './use-customer-search.ts';

export interface PaletteProps {
  /** The clinic that is searched. */
  tenant: string;
  /** In their order, below the customers. */
  commands: readonly CommandGroup[];
  /** The appointment with a code, if this session knows it. */
  findCode: (code: string) => AppointmentTarget | null;
  /** Receives the path of an appointment or a customer. */
  onOpen: (path: string) => void;
  onClose: () => void;
}

/**
 * A combobox in a modal dialog that finds customers, appointments and commands. `Enter` opens the option that was
 * highlighted when it was pressed, after a pending search has finished.
 */
export function Palette(props: PaletteProps) {
  const { tenant, commands, findCode, onOpen } = props;
  const { t } = useLingui();
  const listId = useId();
  const client = useQueryClient();
  const dialog = useRef<HTMLDialogElement>(null);
  const [selection, dispatch] = useReducer(selectionReducer, {
    text: '',
    chosen: null,
    entered: null,
  });

  const text = selection.text.trim();
  const query = parseQuery(text);
  const search = useCustomerSearch(tenant, text, searchesCustomers(query));
  const nextAppointments = useNextAppointments(tenant, text, search.customers, search.settled);
  const named = namedAppointment(query, tenant, query.kind === 'code' ? findCode(query.code) : null);
  const groups: { name: string; options: Option[] }[] = [
    { name: t`Appointment`, options: named === null ? [] : [named] },
    { name: t`Customers`, options: customerOptions(search.customers) },
    ...commands.map((group) => ({ name: group.name, options: matchingCommands(group, text, [named]) })),
  ].filter(({ options }) => options.length > 0);
  const options = groups.flatMap((group) => group.options);
  const results = {
    keys: options.map(({ key }) => key),
    settled: search.settled,
    suggestsFirst: query.kind === 'number' ? search.customers.length === 0 : query.kind !== 'empty',
  };
  const highlighted = highlightedKey(selection, results);
  const idOf = (key: string): string => `${listId}-${key}`;

  useEffect(() => dialog.current?.showModal(), []);

  const close = (): void => dialog.current?.close();

  const next = useMutation({
    mutationFn: (customer: string) => findNextAppointment(client, { tenant, customer }),
    networkMode: 'always',
  });

  const open = (option: Option): void => {
    if (option.kind === 'customer') {
      const customer = option.customer.id;
      // Not called if the palette was closed or something else was typed or chosen since.
      const onSuccess = (id: string | null) => {
        close();
        onOpen(id === null ? paths.customer(customer, tenant) : paths.appointment(id, tenant));
      };
      return next.mutate(customer, { onSuccess });
    }
    close();
    if (option.kind === 'command') option.command.run();
    else onOpen(option.path);
  };

  const entered = enteredKey(selection, results);
  const onEntered = useEffectEvent(() => {
    dispatch({ kind: 'opened' });
    const option = options.find(({ key }) => key === entered);
    if (option) open(option);
  });
  useEffect(() => {
    if (entered !== undefined) onEntered();
  }, [entered]);

  const onType = (typed: string): void => {
    next.reset();
    const keeps = parseQuery(typed).kind !== 'number';
    dispatch({ kind: 'typed', text: typed, highlighted: keeps ? highlighted : null });
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const step = event.key === 'ArrowDown' ? 1 : -1;
      dispatch({ kind: 'moved', key: nextKey(results.keys, highlighted, step) });
    } else if (event.key === 'Enter') dispatch({ kind: 'entered', highlighted });
    else return;
    event.preventDefault();
  };

  const searchState = (): SearchState => {
    if (next.isPending) return { kind: 'opening' };
    if (query.kind === 'code' && named === null) return { kind: 'unknown-code' };
    if (query.kind === 'short' || query.kind === 'long') return { kind: query.kind };
    if (!searchesCustomers(query)) return { kind: 'idle' };
    if (!search.settled) return { kind: 'searching' };
    if (search.error !== null) return { kind: 'failed', error: search.error };
    return { kind: 'found', count: search.customers.length, more: search.more };
  };

  return (
    // A press on the backdrop closes the dialog, as the Escape key does.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <dialog
      aria-label={t`Find a customer or an appointment`}
      className="mx-auto mt-3 w-155 max-w-[calc(100vw-1.5rem)] overflow-hidden rounded-card border border-border bg-surface text-foreground shadow-float backdrop:bg-black/40 sm:mt-22 print:hidden"
      // Only a press on the backdrop has the dialog itself as its target.
      onClick={(event) => event.target === event.currentTarget && close()}
      onClose={props.onClose}
      ref={dialog}
    >
      <div className="flex max-h-[calc(100dvh-1.5rem)] flex-col sm:max-h-[calc(100dvh-8rem)]">
        <div className="flex items-center gap-2.5 border-b border-border-soft px-4.5 focus-within:border-accent">
          <Search className="size-4.5 shrink-0 text-foreground-subtle" />
          <input
            aria-activedescendant={highlighted === null ? undefined : idOf(highlighted)}
            aria-autocomplete="list"
            aria-controls={options.length > 0 ? listId : undefined}
            aria-expanded={options.length > 0}
            aria-label={t`Find a customer or an appointment`}
            autoCapitalize="off"
            autoComplete="off"
            autoCorrect="off"
            autoFocus
            className="min-h-13 w-full min-w-0 bg-transparent text-base outline-none placeholder:text-foreground-subtle"
            enterKeyHint="go"
            onChange={(event) => onType(event.target.value)}
            onKeyDown={onKeyDown}
            placeholder={t`Name, phone number, appointment`}
            role="combobox"
            spellCheck={false}
            type="text"
            value={selection.text}
          />
        </div>
        <SearchMessage onRetry={search.retry} state={searchState()} />
        {options.length > 0 && (
          <div
            aria-busy={!search.settled}
            aria-label={t`Results`}
            className="min-h-0 overflow-y-auto overscroll-contain py-1.5"
            id={listId}
            role="listbox"
          >
            {groups.map((group, index) => (
              <div aria-labelledby={`${listId}-${index}`} key={group.name} role="group">
                <div
                  className="px-4.5 pt-2 pb-1 text-xs font-semibold text-foreground-subtle"
                  id={`${listId}-${index}`}
                  role="presentation"
                >
                  {group.name}
                </div>
                {group.options.map((option) => (
                  <OptionRow
                    highlighted={option.key === highlighted}
                    id={idOf(option.key)}
                    key={option.key}
                    next={
                      option.kind === 'customer' ? (nextAppointments.get(option.customer.id) ?? null) : null
                    }
                    onSelect={() => open(option)}
                    option={option}
                    text={text}
                  />
                ))}
              </div>
            ))}
          </div>
        )}
        <Footer />
      </div>
    </dialog>
  );
}

const arrowClass = 'inline size-5 rounded border border-border p-0.5';

function Footer() {
  return (
    <div className="flex flex-wrap gap-x-4 gap-y-1 border-t border-border-soft px-4.5 py-2.5 text-xs text-foreground-subtle">
      <span aria-hidden="true" className="max-sm:hidden">
        <ArrowUp className={arrowClass} /> <ArrowDown className={arrowClass} />{' '}
        <Trans comment="Keys of the palette: choose an option">choose</Trans>
      </span>
      <span aria-hidden="true" className="max-sm:hidden">
        <kbd className="rounded border border-border px-1.5 py-0.5 font-mono">Enter</kbd>{' '}
        <Trans comment="Keys of the palette: open the chosen option">open</Trans>
      </span>
      <span className="sm:ms-auto">
        <Trans>What you type is not stored</Trans>
      </span>
    </div>
  );
}
