import type { LucideIcon } from 'lucide-react';
import { createContext, type ReactNode, useContext, useEffect, useId, useRef, useState } from 'react';
import { Link, type LinkProps } from 'react-router-dom';

interface MenuProps {
  /** The accessible name of the trigger, unless its content is one. */
  label?: string;
  trigger: ReactNode;
  triggerClassName: string;
  children: ReactNode;
}

const CloseContext = createContext<() => void>(() => undefined);

/** Closes the menu around the component and returns the focus to its trigger. */
const useCloseMenu = () => useContext(CloseContext);

/** The least distance between a panel and the edge of the viewport, in pixels. */
const margin = 8;

/** Moves a panel that overflows the viewport back into it. */
const keepInViewport = (panel: HTMLElement | null): void => {
  if (!panel) return;
  const { left, right } = panel.getBoundingClientRect();
  const beyond = Math.max(0, right - (document.documentElement.clientWidth - margin));
  panel.style.translate = `${left < margin ? margin - left : -beyond}px`;
};

/**
 * A button that discloses a panel of links and buttons. It closes on Escape (with the focus back on the button),
 * on a press outside, and when it loses the focus.
 */
export function Menu({ label, trigger, triggerClassName, children }: MenuProps) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();

  useEffect(() => {
    if (!open) return undefined;
    const outside = (event: Event) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('focusin', outside);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('focusin', outside);
    };
  }, [open]);

  const close = () => {
    setOpen(false);
    button.current?.focus();
  };

  return (
    <div
      className="relative"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && open) {
          event.stopPropagation();
          close();
        }
      }}
      ref={root}
      role="presentation"
    >
      <button
        aria-controls={open ? id : undefined}
        aria-expanded={open}
        aria-label={label}
        className={triggerClassName}
        onClick={() => setOpen(!open)}
        ref={button}
        type="button"
      >
        {trigger}
      </button>
      {open && (
        <div
          className="absolute end-0 top-full z-20 mt-1.5 max-h-[calc(100dvh-4.5rem)] w-max max-w-[min(20rem,calc(100vw-2rem))] min-w-48 overflow-y-auto rounded-card border border-border bg-surface p-1.5 text-sm shadow-float"
          id={id}
          ref={keepInViewport}
        >
          <CloseContext value={close}>{children}</CloseContext>
        </div>
      )}
    </div>
  );
}

const itemClass =
  'flex min-h-9 w-full pointer-coarse:min-h-11 items-center gap-2.5 rounded-lg px-2.5 py-1.5 text-start hover:bg-border-soft';

/** A link in a menu; following it closes the menu. */
export function MenuLink(props: LinkProps) {
  const close = useCloseMenu();
  return <Link className={itemClass} onClick={close} {...props} />;
}

interface MenuButtonProps {
  icon: LucideIcon;
  onSelect: () => void;
  children: ReactNode;
}

/** A button in a menu; it closes the menu first. */
export function MenuButton({ icon: Icon, onSelect, children }: MenuButtonProps) {
  const close = useCloseMenu();
  return (
    <button
      className={itemClass}
      onClick={() => {
        close();
        onSelect();
      }}
      type="button"
    >
      <Icon className="size-4 text-foreground-subtle" />
      {children}
    </button>
  );
}
