import { plural } from '@lingui/core/macro';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { ClipboardCopy, Printer } from 'lucide-react';
import { useId, useMemo } from 'react';
import type { AppointmentKey } from '#features/appointments/api/get-appointment.ts';
import { hasDeleted, type TreatmentNode } from '#features/appointments/model/plan.ts';
import {
  quantityOf,
  type SupplyItem,
  supplyList,
  supplySessions,
} from '#features/appointments/model/supplies.ts';
import { useFormat } from '#lib/format/use-format.tsx';
import { Button } from '#ui/button.tsx';
import { RadioGroup } from '#ui/radio-group.tsx';
import { useCopy } from '#ui/use-copy.ts';
import { SessionPicker } from './session-picker.tsx';
import { SupplyBrand } from './supply-group.tsx';
import { useCheckedSupplies } from './use-checked-supplies.ts';
import { useSessionNames } from './use-session-names.ts';
import { useSessionSelection } from './use-session-selection.ts';

interface PrepareViewProps {
  tree: readonly TreatmentNode[];
  appointmentKey: AppointmentKey;
  /** Whether the appointment may be any session of the plan, so that none is selected at first. */
  unknownSession: boolean;
  /** Prints the list alone. */
  onPrint: () => void;
}

/** Up to this many sessions are named at the head of a printed list; more are counted. */
const maxPrintedSessions = 12;

/** The supplies for the selected sessions: products, summed by unit. */
export function PrepareView({ tree, appointmentKey, unknownSession, onPrint }: PrepareViewProps) {
  const { t } = useLingui();
  const id = useId();
  const format = useFormat();
  const copy = useCopy();
  const sessions = useMemo(() => supplySessions(tree), [tree]);
  const selection = useSessionSelection(appointmentKey, sessions, unknownSession);
  const { choice, selected } = selection;
  const groups = useMemo(() => supplyList(selected, format.compare), [selected, format]);
  const checks = useCheckedSupplies(appointmentKey);
  const names = useSessionNames(sessions);

  const deletedNote = hasDeleted(tree.map(({ treatment }) => treatment))
    ? t`Deleted treatments, sessions and products are not included.`
    : null;

  if (sessions.length === 0)
    return (
      <div className="px-card py-4 text-sm text-foreground-subtle">
        <p>
          <Trans>No sessions are listed, so there are no supplies to prepare.</Trans>
        </p>
        <p>{deletedNote}</p>
      </div>
    );

  const lineOf = (item: SupplyItem): string => {
    const { missingQuantities } = item;
    const parts = [
      quantityOf(item, format),
      missingQuantities === 0
        ? ''
        : t`${plural(missingQuantities, { one: '# without quantity', other: '# without quantity' })}`,
    ];
    const amount = parts.filter((part) => part !== '').join(', ');
    return `- ${item.name ?? `#${item.productId}`}: ${amount}`.trimEnd();
  };
  const copyList = () => {
    const text = [
      ...selected.map(({ key }) => names.get(key) ?? ''),
      ...groups.flatMap(({ brand, items }) => ['', brand ?? t`No brand`, ...items.map(lineOf)]),
      ...(deletedNote === null ? [] : ['', deletedNote]),
    ].join('\n');
    return copy(text, t`List copied`);
  };

  return (
    <div className="text-sm">
      <div className="flex flex-wrap items-end gap-x-4 gap-y-2.5 border-b border-border-soft px-card py-3 print:hidden">
        <RadioGroup
          legend={t`For which sessions`}
          name={`${id}-choice`}
          onChange={selection.setChoice}
          options={[
            ...(selection.plannedForDate.length > 0
              ? [
                  {
                    value: 'date' as const,
                    label: t({
                      message: 'This date',
                      comment: 'A choice: the sessions planned for this date',
                    }),
                  },
                ]
              : []),
            {
              value: 'some' as const,
              label: t({ message: 'Choose', comment: 'A choice: sessions that the user selects' }),
            },
            { value: 'all' as const, label: t({ message: 'All', comment: 'A choice: all sessions' }) },
          ]}
          value={choice}
        />
        {selected.length > 0 && (
          <div className="ms-auto flex flex-wrap gap-2">
            <Button icon={ClipboardCopy} onClick={() => void copyList()}>
              <Trans>Copy list</Trans>
            </Button>
            <Button icon={Printer} onClick={onPrint}>
              <Trans>Print list</Trans>
            </Button>
          </div>
        )}
        {choice === 'some' && (
          <SessionPicker
            names={names}
            onToggle={selection.toggle}
            picked={selection.picked}
            sessions={sessions}
          />
        )}
      </div>
      <p className="hidden px-card pt-3 print:block">
        {selected.length <= maxPrintedSessions ? (
          format.list(selected.map(({ key }) => names.get(key) ?? ''))
        ) : (
          <Plural one="for # session" other="for # sessions" value={{ sessions: selected.length }} />
        )}
      </p>
      {groups.length === 0 ? (
        <p className="px-card py-4 text-foreground-subtle">
          {selected.length === 0 ? (
            <Trans>Select the sessions to prepare for.</Trans>
          ) : (
            <Trans>The selected sessions need no supplies.</Trans>
          )}
        </p>
      ) : (
        groups.map((group) => (
          <SupplyBrand checks={checks} group={group} key={group.brand ?? ''} names={names} />
        ))
      )}
      {deletedNote !== null && <p className="px-card pb-3 text-foreground-subtle">{deletedNote}</p>}
    </div>
  );
}
