import { useLingui } from '@lingui/react/macro';
import { Card } from '#ui/card.tsx';
import { Changed } from '../changes/changed.tsx';

/** The appointment's description, as text with its own line breaks; nothing where there is none. */
export function NotesCard({ text, className = '' }: { text: string | null; className?: string }) {
  const { t } = useLingui();
  if (text === null) return null;
  return (
    <Card className={className} title={t`Notes`}>
      <p className="px-4.5 py-3.5 text-[0.9375rem] whitespace-pre-line" dir="auto">
        <Changed path="description">{text}</Changed>
      </p>
    </Card>
  );
}
