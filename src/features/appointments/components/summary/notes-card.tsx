import { useLingui } from '@lingui/react/macro';
import { TitledCard } from '#ui/card.tsx';
import { Changed } from '../changes/changed.tsx';
import { hiddenOnSupplyList } from '../appointment-layout.ts';

/** The appointment's description, with its line breaks. */
export function NotesCard({ text }: { text: string }) {
  const { t } = useLingui();
  return (
    <TitledCard className={hiddenOnSupplyList} title={t`Notes`}>
      <p className="px-card py-3 print:py-1.5 text-[0.9375rem] whitespace-pre-line" dir="auto" translate="no">
        <Changed path="description">{text}</Changed>
      </p>
    </TitledCard>
  );
}
