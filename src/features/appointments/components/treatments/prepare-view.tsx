import { plural } from '@lingui/core/macro';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { ClipboardCopy, Printer } from 'lucide-react';
import { useId, useMemo } from 'react';
import { hasDeleted, type TreatmentNode } from '#features/appointments/model/plan.ts';
import {
  type SupplyGroup,
  type SupplyItem,
  type SupplySession,
  supplyList,
  supplySessions,
} from '#features/appointments/model/supplies.ts';
import type { Format } from '#lib/format/format.ts';
import { useFormat } from '#lib/format/use-format.tsx';
import type { AppointmentKey } from '#features/appointments/api/get-appointment.ts';
import { readStrings } from '#lib/session-storage.ts';
import { Button } from '#ui/button.tsx';
import { RadioGroup } from '#ui/radio-group.tsx';
import { useCopy } from '#ui/use-copy.ts';
import { useDisplayNames } from '../use-display-names.ts';
import { useStoredState } from '../use-stored-state.ts';

interface PrepareViewProps {
  tree: readonly TreatmentNode[];
  appointmentKey: AppointmentKey;
}

const choices = ['first', 'some', 'all'] as const;
type Choice = (typeof choices)[number];

const readChoice = (value: unknown): Choice | null => choices.find((choice) => choice === value) ?? null;

/** Up to this many sessions are named at the head of a printed list; more are counted. */
const maxPrintedSessions = 12;

/** The supplies for the selected sessions: products, summed by unit. */
export function PrepareView({ tree, appointmentKey }: PrepareViewProps) {
  const { t } = useLingui();
  const id = useId();
  const format = useFormat();
  const copy = useCopy();
  const sessions = useMemo(() => supplySessions(tree), [tree]);
  const [choice, setChoice] = useStoredState<Choice>(
    appointmentKey,
    'prepare-for',
    readChoice,
    () => 'first',
  );
  const [pickedKeys, setPicked] = useStoredState(appointmentKey, 'prepare-picked', readStrings, () =>
    sessions.slice(0, 1).map(({ key }) => key),
  );
  const picked: ReadonlySet<string> = useMemo(() => new Set(pickedKeys), [pickedKeys]);
  const chosen = useMemo(() => {
    if (choice === 'all') return sessions;
    if (choice === 'some') return sessions.filter(({ key }) => picked.has(key));
    // Products without a session are needed whichever session it is.
    const first = sessions.find(({ session }) => session !== null);
    return sessions.filter((each) => each === first || each.session === null);
  }, [choice, picked, sessions]);
  const groups = useMemo(() => supplyList(chosen, format.compare), [chosen, format]);
  const checks = useCheckedItems(appointmentKey);
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
    const parts = [
      quantityOf(item, format),
      item.missingQuantities === 0
        ? ''
        : t`${plural(item.missingQuantities, { one: '# without quantity', other: '# without quantity' })}`,
    ];
    const amount = parts.filter((part) => part !== '').join(', ');
    return `- ${item.name ?? `#${item.productId}`}: ${amount}`.trimEnd();
  };
  const copyList = () => {
    const text = [
      ...chosen.map(({ key }) => names.get(key) ?? ''),
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
          onChange={setChoice}
          options={[
            { value: 'first', label: t({ message: 'The first', comment: 'A choice: the first session' }) },
            {
              value: 'some',
              label: t({ message: 'Choose', comment: 'A choice: sessions that the user selects' }),
            },
            { value: 'all', label: t({ message: 'All', comment: 'A choice: all sessions' }) },
          ]}
          value={choice}
        />
        <div className="ms-auto flex flex-wrap gap-2">
          <Button icon={ClipboardCopy} onClick={() => void copyList()}>
            <Trans>Copy list</Trans>
          </Button>
          <Button icon={Printer} onClick={() => window.print()}>
            <Trans>Print list</Trans>
          </Button>
        </div>
        {choice === 'some' && (
          <SessionPicker
            names={names}
            onToggle={(key) =>
              setPicked(picked.has(key) ? pickedKeys.filter((item) => item !== key) : [...pickedKeys, key])
            }
            picked={picked}
            sessions={sessions}
          />
        )}
      </div>
      <p className="hidden px-card pt-3 print:block">
        {chosen.length <= maxPrintedSessions ? (
          format.list(chosen.map(({ key }) => names.get(key) ?? ''))
        ) : (
          <Plural one="for # session" other="for # sessions" value={chosen.length} />
        )}
      </p>
      {groups.length === 0 ? (
        <p className="px-card py-4 text-foreground-subtle">
          <Trans>The selected sessions need no supplies.</Trans>
        </p>
      ) : (
        groups.map((group) => (
          <BrandGroup group={group} key={group.brand ?? ''} names={names} checks={checks} />
        ))
      )}
      {deletedNote !== null && <p className="px-card pb-3 text-foreground-subtle">{deletedNote}</p>}
    </div>
  );
}

/** The names of sessions by key: treatment, number, and day if there is one. */
const useSessionNames = (sessions: readonly SupplySession[]): ReadonlyMap<string, string> => {
  const { t } = useLingui();
  const format = useFormat();
  const displayNames = useDisplayNames();
  return useMemo(
    () =>
      new Map(
        sessions.map(({ key, treatment, session }) => {
          const name = displayNames.treatment(treatment.treatment);
          if (session === null) return [key, name];
          const { number, date: day } = session.planned;
          const when = day === null ? '' : `, ${format.calendarDay(day, 'short')}`;
          return [key, t`${name}, session ${number}${when}`];
        }),
      ),
    [sessions, displayNames, format, t],
  );
};

/** A check is for these very sessions: the quantity for one is not enough for two. */
const checkKey = ({ key, sessions }: SupplyItem): string => `${[key, ...sessions].join(' ')}|`;

/** A check with the quantity it was made for. */
const checkOf = (item: SupplyItem): string =>
  checkKey(item) + JSON.stringify([item.quantity, item.otherQuantities, item.missingQuantities]);

/** The items that are ticked as ready, until their quantity changes. */
const useCheckedItems = (appointmentKey: AppointmentKey) => {
  const [checks, setChecks] = useStoredState(appointmentKey, 'checked-supplies', readStrings, () => []);
  const stored: ReadonlySet<string> = useMemo(() => new Set(checks), [checks]);
  return {
    isChecked: (item: SupplyItem): boolean => stored.has(checkOf(item)),
    /** Whether the item was ticked for another quantity. */
    isOutdated: (item: SupplyItem): boolean =>
      !stored.has(checkOf(item)) && checks.some((check) => check.startsWith(checkKey(item))),
    toggle: (item: SupplyItem): void => {
      const others = checks.filter((check) => !check.startsWith(checkKey(item)));
      setChecks(stored.has(checkOf(item)) ? others : [...others, checkOf(item)]);
    },
  };
};

interface SessionPickerProps {
  sessions: readonly SupplySession[];
  names: ReadonlyMap<string, string>;
  picked: ReadonlySet<string>;
  onToggle: (key: string) => void;
}

function SessionPicker({ sessions, names, picked, onToggle }: SessionPickerProps) {
  const { t } = useLingui();
  return (
    <fieldset className="max-h-52 w-full overflow-y-auto rounded-lg border border-border p-2">
      <legend className="sr-only">{t`Sessions`}</legend>
      {sessions.map(({ key }) => (
        <label className="flex min-h-7 items-center gap-2.5 rounded px-1.5 hover:bg-border-soft" key={key}>
          <input
            checked={picked.has(key)}
            className="size-4 accent-accent"
            onChange={() => onToggle(key)}
            type="checkbox"
          />
          <bdi translate="no">{names.get(key)}</bdi>
        </label>
      ))}
    </fieldset>
  );
}

interface BrandGroupProps {
  group: SupplyGroup;
  names: ReadonlyMap<string, string>;
  checks: ReturnType<typeof useCheckedItems>;
}

function BrandGroup({ group, names, checks }: BrandGroupProps) {
  const { t } = useLingui();
  return (
    <section aria-label={group.brand ?? t`No brand`}>
      <h3 className="px-card pt-3 pb-1 text-caption font-medium text-foreground-subtle">
        {group.brand === null ? <Trans>No brand</Trans> : <bdi translate="no">{group.brand}</bdi>}
      </h3>
      <ul className="pb-1.5">
        {group.items.map((item) => (
          <li key={item.key}>
            <PreparedRow
              item={item}
              names={names}
              onToggle={() => checks.toggle(item)}
              checked={checks.isChecked(item)}
              outdated={checks.isOutdated(item)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface PreparedRowProps {
  item: SupplyItem;
  names: ReadonlyMap<string, string>;
  checked: boolean;
  /** Whether the quantity changed since the item was ticked. */
  outdated: boolean;
  onToggle: () => void;
}

/** Up to this many sessions are named in a row; more are counted. */
const maxNamedSessions = 3;

function PreparedRow({ item, names, checked, outdated, onToggle }: PreparedRowProps) {
  const displayNames = useDisplayNames();
  const format = useFormat();
  const { sessions } = item;
  return (
    <label className="flex min-h-10 items-start gap-3 px-card py-1.5 hover:bg-border-soft print:min-h-0">
      <input
        checked={checked}
        className="mt-0.5 size-4.5 shrink-0 accent-accent"
        onChange={onToggle}
        type="checkbox"
      />
      <span className="min-w-0">
        <bdi translate="no" className={checked ? 'text-foreground-subtle line-through' : ''}>
          {displayNames.product({ name: item.name, id: item.productId })}
        </bdi>
        {outdated && (
          <span className="ms-2 text-caption font-medium text-warn">
            <Trans>(changed)</Trans>
          </span>
        )}
        <span className="block text-caption text-foreground-subtle">
          {sessions.length <= maxNamedSessions ? (
            <bdi translate="no">{sessions.map((key) => names.get(key)).join(' ·\u00a0')}</bdi>
          ) : (
            <Plural one="for # session" other="for # sessions" value={sessions.length} />
          )}
        </span>
      </span>
      <span className="ms-auto shrink-0 ps-2 text-end font-medium tabular-nums">
        <bdi translate="no">{quantityOf(item, format)}</bdi>
        {item.missingQuantities > 0 && (
          <span className="block text-caption font-normal text-foreground-subtle">
            <Plural one="# without quantity" other="# without quantity" value={item.missingQuantities} />
          </span>
        )}
      </span>
    </label>
  );
}

/** `6 syringe`; quantities that are not decimals are appended to the sum. */
const quantityOf = (item: SupplyItem, format: Format): string => {
  const amounts = [
    ...(item.quantity === null ? [] : [format.decimal(item.quantity)]),
    ...item.otherQuantities,
  ];
  if (amounts.length === 0) return item.unit ?? '';
  return [amounts.join(' + '), item.unit].filter((part) => part !== null).join(' ');
};
