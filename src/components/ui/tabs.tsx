import type { KeyboardEvent, MouseEvent, ReactNode } from 'react';

interface Tab<V extends string> {
  value: V;
  label: string;
  /** The URL of the page with this tab selected: for a new browser tab, and without script. */
  href: string;
}

interface TabListProps<V extends string> {
  /** Shared with the `TabPanel`. */
  id: string;
  label: string;
  tabs: readonly Tab<V>[];
  value: V;
  onChange: (value: V) => void;
}

/** WAI-ARIA tabs that are links: one tab stop; arrow keys select, in the writing direction. */
export function TabList<V extends string>({ id, label, tabs, value, onChange }: TabListProps<V>) {
  const onClick = (event: MouseEvent, selected: V) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    onChange(selected);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const rightToLeft = getComputedStyle(event.currentTarget).direction === 'rtl';
    const index = tabs.findIndex((tab) => tab.value === value);
    const next = tabs[(index + 1) % tabs.length];
    const previous = tabs.at(index - 1);
    const targets: Record<string, typeof next> = {
      ArrowRight: rightToLeft ? previous : next,
      ArrowLeft: rightToLeft ? next : previous,
      Home: tabs[0],
      End: tabs.at(-1),
      // Browsers do not activate a link by the space bar.
      ' ': tabs[index],
    };
    const target = targets[event.key];
    if (!target) return;
    event.preventDefault();
    onChange(target.value);
    document.getElementById(`${id}-${target.value}`)?.focus();
  };

  return (
    <div
      aria-label={label}
      className="inline-flex overflow-hidden rounded-lg border border-control"
      role="tablist"
    >
      {tabs.map((tab) => (
        <a
          aria-controls={`${id}-panel`}
          aria-selected={tab.value === value}
          className="inline-flex min-h-7 items-center px-2.5 pointer-coarse:min-h-11 text-caption font-medium text-foreground-muted -outline-offset-2 hover:bg-border-soft aria-selected:bg-accent-soft aria-selected:text-accent-soft-foreground forced-colors:aria-selected:forced-color-adjust-none forced-colors:aria-selected:bg-[color:Highlight] forced-colors:aria-selected:text-[color:HighlightText]"
          href={tab.href}
          id={`${id}-${tab.value}`}
          key={tab.value}
          onClick={(event) => onClick(event, tab.value)}
          onKeyDown={onKeyDown}
          role="tab"
          tabIndex={tab.value === value ? 0 : -1}
        >
          {tab.label}
        </a>
      ))}
    </div>
  );
}

interface TabPanelProps {
  /** Shared with the `TabList`. */
  id: string;
  /** The selected tab. */
  value: string;
  children: ReactNode;
}

export function TabPanel({ id, value, children }: TabPanelProps) {
  return (
    <div aria-labelledby={`${id}-${value}`} id={`${id}-panel`} role="tabpanel">
      {children}
    </div>
  );
}
