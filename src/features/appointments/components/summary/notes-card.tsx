import { useLingui } from '@lingui/react/macro';
import { TitledCard } from '#ui/card.tsx';
import { Changed } from '../changes/changed.tsx';

/** The appointment's description, with its line breaks. Null if there is none. */
export function NotesCard({ text, className = '' }: { text: string | null; className?: string }) {
  const { t } = useLingui();
  if (text === null) return null;
  return (
    <TitledCard className={className} title={t`Notes`}>
      <p className="px-card py-3.5 text-[0.9375rem] whitespace-pre-line" dir="auto" translate="no">
        <Changed path="description">{text}</Changed>
      </p>
    </TitledCard>
  );
}
