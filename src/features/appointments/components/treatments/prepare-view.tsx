import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { ClipboardCopy, Printer } from 'lucide-react';
import { useId, useMemo } from 'react';
import type { TreatmentNode } from '#features/appointments/model/plan.ts';
import {
  type SupplyGroup,
  type SupplyItem,
  type SupplySession,
  supplyList,
  supplySessions,
} from '#features/appointments/model/supplies.ts';
import type { Format } from '#lib/format/format.ts';
import { useFormat } from '#lib/format/use-format.tsx';
import { useHistoryState } from '#lib/use-history-state.ts';
import { useAnnounce } from '#ui/announcer.tsx';
import { Button } from '#ui/button.tsx';
import { RadioGroup } from '#ui/radio-group.tsx';
import { useTicked } from './use-ticked.ts';

interface PrepareViewProps {
  tree: readonly TreatmentNode[];
  appointmentDate: string | null;
  keptUnder: string;
}

const choices = ['first', 'some', 'all'] as const;
type Choice = (typeof choices)[number];

const readChoice = (kept: unknown): Choice | null => choices.find((one) => one === kept) ?? null;
const readKeys = (kept: unknown): string[] | null =>
  Array.isArray(kept) ? kept.filter((key): key is string => typeof key === 'string') : null;

/** So many sessions are named at the head of a printed list; of more their number is given. */
const mostOnPaper = 12;

/** What to lay out: products summed by unit, for the sessions that are chosen. */
export function PrepareView({ tree, keptUnder }: PrepareViewProps) {
  const { t } = useLingui();
  const id = useId();
  const format = useFormat();
  const announce = useAnnounce();
  const sessions = useMemo(() => supplySessions(tree), [tree]);
  const [choice, setChoice] = useHistoryState<Choice>('prepareFor', readChoice, () => 'first');
  const [pickedKeys, setPicked] = useHistoryState('preparePicked', readKeys, () =>
    sessions.slice(0, 1).map(({ key }) => key),
  );
  const picked: ReadonlySet<string> = useMemo(() => new Set(pickedKeys), [pickedKeys]);
  const chosen = useMemo(() => {
    if (choice === 'all') return sessions;
    return choice === 'first' ? sessions.slice(0, 1) : sessions.filter(({ key }) => picked.has(key));
  }, [choice, picked, sessions]);
  const groups = useMemo(() => supplyList(chosen, format.compare), [chosen, format]);
  const { ticked, toggle } = useTicked(keptUnder);
  const names = useSessionNames(sessions);

  if (sessions.length === 0)
    return (
      <p className="px-4.5 py-4 text-sm text-ink-3">
        <Trans>No sessions are listed, so there is nothing to lay out.</Trans>
      </p>
    );

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(plainText(groups, chosen, names, format, t`No brand`));
      announce(t`List copied`);
    } catch {
      announce(t`Copying is not allowed here.`);
    }
  };

  return (
    <div className="text-sm">
      <div className="flex flex-wrap items-end gap-x-4 gap-y-2.5 border-b border-line-soft px-4.5 py-3 print:hidden">
        <RadioGroup
          legend={t`For which sessions`}
          name={`${id}-choice`}
          onChange={setChoice}
          options={[
            { value: 'first', label: t`The first` },
            { value: 'some', label: t`Choose` },
            { value: 'all', label: t`All` },
          ]}
          value={choice}
        />
        <div className="ms-auto flex flex-wrap gap-2">
          <Button icon={<ClipboardCopy aria-hidden="true" className="size-4" />} onClick={() => void copy()}>
            <Trans>Copy list</Trans>
          </Button>
          <Button icon={<Printer aria-hidden="true" className="size-4" />} onClick={() => window.print()}>
            <Trans>Print list</Trans>
          </Button>
        </div>
        {choice === 'some' && (
          <SessionPicker
            names={names}
            onToggle={(key) =>
              setPicked((before) =>
                before.includes(key) ? before.filter((one) => one !== key) : [...before, key],
              )
            }
            picked={picked}
            sessions={sessions}
          />
        )}
      </div>
      <p className="hidden px-4.5 pt-3 print:block">
        {chosen.length <= mostOnPaper ? (
          format.list(chosen.map(({ key }) => names.get(key) ?? ''))
        ) : (
          <Plural one="for # session" other="for # sessions" value={chosen.length} />
        )}
      </p>
      {groups.length === 0 ? (
        <p className="px-4.5 py-4 text-ink-3">
          <Trans>There is nothing to lay out for this choice.</Trans>
        </p>
      ) : (
        groups.map((group) => (
          <BrandGroup group={group} key={group.brand ?? ''} names={names} onToggle={toggle} ticked={ticked} />
        ))
      )}
    </div>
  );
}

/** What a session is called: its treatment, its number, and its day where it has one. */
const useSessionNames = (sessions: readonly SupplySession[]): ReadonlyMap<string, string> => {
  const { t } = useLingui();
  const format = useFormat();
  return useMemo(
    () =>
      new Map(
        sessions.map(({ key, treatment, session }) => {
          const name = treatment.treatment.name ?? t`Treatment #${treatment.treatment.id}`;
          const { number, date: day } = session.planned;
          const when = day === null ? '' : `, ${format.calendarDay(day, 'short')}`;
          return [key, t`${name}, session ${number}${when}`];
        }),
      ),
    [sessions, format, t],
  );
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
    <fieldset className="max-h-52 w-full overflow-y-auto rounded-lg border border-line p-2">
      <legend className="sr-only">{t`Sessions`}</legend>
      {sessions.map(({ key }) => (
        <label className="flex min-h-7 items-center gap-2.5 rounded px-1.5 hover:bg-line-soft" key={key}>
          <input
            checked={picked.has(key)}
            className="size-4 accent-accent"
            onChange={() => onToggle(key)}
            type="checkbox"
          />
          <bdi>{names.get(key)}</bdi>
        </label>
      ))}
    </fieldset>
  );
}

/** What is ticked is an item for these very sessions: enough for one is not enough for two. */
const tickOf = ({ key, sessions }: SupplyItem): string => [key, ...sessions].join(' ');

interface BrandGroupProps {
  group: SupplyGroup;
  names: ReadonlyMap<string, string>;
  ticked: ReadonlySet<string>;
  onToggle: (key: string) => void;
}

function BrandGroup({ group, names, ticked, onToggle }: BrandGroupProps) {
  const { t } = useLingui();
  return (
    <section aria-label={group.brand ?? t`No brand`}>
      <h3 className="px-4.5 pt-3 pb-1 text-[0.8125rem] font-medium text-ink-3">
        <bdi>{group.brand ?? <Trans>No brand</Trans>}</bdi>
      </h3>
      <ul className="pb-1.5">
        {group.items.map((item) => (
          <li key={item.key}>
            <PreparedRow
              item={item}
              names={names}
              onToggle={() => onToggle(tickOf(item))}
              ticked={ticked.has(tickOf(item))}
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
  ticked: boolean;
  onToggle: () => void;
}

/** So many sessions are named in a row; of more their number is given. */
const mostNamed = 3;

function PreparedRow({ item, names, ticked, onToggle }: PreparedRowProps) {
  const { t } = useLingui();
  const format = useFormat();
  const { sessions } = item;
  return (
    <label className="flex min-h-10 items-start gap-3 px-4.5 py-1.5 hover:bg-line-soft print:min-h-0">
      <input
        checked={ticked}
        className="mt-0.5 size-4.5 shrink-0 accent-accent"
        onChange={onToggle}
        type="checkbox"
      />
      <span className="min-w-0">
        <bdi className={ticked ? 'text-ink-3 line-through' : ''}>
          {item.name ?? t`Product #${item.productId}`}
        </bdi>
        <span className="block text-[0.8125rem] text-ink-3">
          {sessions.length <= mostNamed ? (
            <bdi>{sessions.map((key) => names.get(key)).join(' ·\u00a0')}</bdi>
          ) : (
            <Plural one="for # session" other="for # sessions" value={sessions.length} />
          )}
        </span>
      </span>
      <span className="ms-auto shrink-0 ps-2 text-end font-medium tabular-nums">
        <bdi>{quantityOf(item, format)}</bdi>
        {item.missingQuantities > 0 && (
          <span className="block text-[0.8125rem] font-normal text-ink-3">
            <Plural one="# without quantity" other="# without quantity" value={item.missingQuantities} />
          </span>
        )}
      </span>
    </label>
  );
}

/** `6 syringe`; quantities that are no decimals stand beside the sum. */
const quantityOf = (item: SupplyItem, format: Format): string => {
  const amounts = [
    ...(item.quantity === null ? [] : [format.decimal(item.quantity)]),
    ...item.otherQuantities,
  ];
  if (amounts.length === 0) return item.unit ?? '';
  return [amounts.join(' + '), item.unit].filter((part) => part !== null).join(' ');
};

/** The list for a message or a note: products and sessions, nothing of the patient. */
const plainText = (
  groups: readonly SupplyGroup[],
  chosen: readonly SupplySession[],
  names: ReadonlyMap<string, string>,
  format: Format,
  noBrand: string,
): string =>
  [
    ...chosen.map(({ key }) => names.get(key) ?? ''),
    ...groups.flatMap(({ brand, items }) => [
      '',
      brand ?? noBrand,
      ...items.map((item) => `- ${item.name ?? `#${item.productId}`}: ${quantityOf(item, format)}`.trimEnd()),
    ]),
  ].join('\n');
