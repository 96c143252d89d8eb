import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react';

interface Tab<V extends string> {
  value: V;
  label: string;
}

interface TabsProps<V extends string> {
  label: string;
  tabs: readonly Tab<V>[];
  value: V;
  onChange: (value: V) => void;
  /** Puts the list of tabs where it belongs and the panel below. */
  children: (list: ReactNode, panel: (content: ReactNode) => ReactNode) => ReactNode;
}

/** WAI-ARIA tabs: one tab stop, arrows choose. Which way the arrows go follows the writing direction. */
export function Tabs<V extends string>({ label, tabs, value, onChange, children }: TabsProps<V>) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);

  const onKeyDown = (event: KeyboardEvent) => {
    const forward = list.current?.matches(':dir(rtl)') ? 'ArrowLeft' : 'ArrowRight';
    const backward = forward === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft';
    const at = tabs.findIndex((tab) => tab.value === value);
    const moves: Record<string, number> = {
      [forward]: (at + 1) % tabs.length,
      [backward]: (at + tabs.length - 1) % tabs.length,
      Home: 0,
      End: tabs.length - 1,
    };
    const next = tabs[moves[event.key] ?? -1];
    if (!next) return;
    event.preventDefault();
    onChange(next.value);
    list.current?.querySelector<HTMLElement>(`[data-tab="${next.value}"]`)?.focus();
  };

  return children(
    <div
      aria-label={label}
      className="inline-flex overflow-hidden rounded-lg border border-control"
      ref={list}
      role="tablist"
    >
      {tabs.map((tab) => (
        <button
          aria-controls={`${id}-panel`}
          aria-selected={tab.value === value}
          className="min-h-7 px-2.5 text-[0.8125rem] font-medium text-ink-2 -outline-offset-2 hover:bg-line-soft aria-selected:bg-accent-soft aria-selected:text-accent-ink"
          data-tab={tab.value}
          id={`${id}-${tab.value}`}
          key={tab.value}
          onClick={() => onChange(tab.value)}
          onKeyDown={onKeyDown}
          role="tab"
          tabIndex={tab.value === value ? 0 : -1}
          type="button"
        >
          {tab.label}
        </button>
      ))}
    </div>,
    (content) => (
      <div aria-labelledby={`${id}-${value}`} id={`${id}-panel`} role="tabpanel">
        {content}
      </div>
    ),
  );
}
