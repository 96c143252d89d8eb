import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import { Link, type LinkProps } from './link.tsx';

interface MenuProps {
  /** The accessible name of the button where `face` does not say it. */
  label?: string;
  face: ReactNode;
  buttonClassName: string;
  children: ReactNode;
}

const CloseContext = createContext<() => void>(() => undefined);

/** Closes the menu one is in, and gives the focus back to its button. */
const useCloseMenu = () => useContext(CloseContext);

/** So much room stays between a panel and the window's edge, in pixels. */
const margin = 8;

/** Moves a panel that hangs out of the window back into it. */
const intoWindow = (panel: HTMLElement | null): void => {
  if (!panel) return;
  const { left, right } = panel.getBoundingClientRect();
  const beyond = Math.max(0, right - (document.documentElement.clientWidth - margin));
  panel.style.translate = `${left < margin ? margin - left : -beyond}px`;
};

/**
 * A button that discloses a panel of links and buttons. It closes on Escape (with the focus back on the button),
 * on a press outside, and when the focus leaves.
 */
export function Menu({ label, face, buttonClassName, children }: MenuProps) {
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

  const close = useCallback(() => {
    setOpen(false);
    button.current?.focus();
  }, []);

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
        className={buttonClassName}
        onClick={() => setOpen(!open)}
        ref={button}
        type="button"
      >
        {face}
      </button>
      {open && (
        <div
          className="absolute end-0 top-full z-20 mt-1.5 max-h-[calc(100dvh-4.5rem)] w-max max-w-[min(20rem,calc(100vw-2rem))] min-w-48 overflow-y-auto rounded-card border border-line bg-surface p-1.5 text-sm shadow-float"
          id={id}
          ref={intoWindow}
        >
          <CloseContext value={close}>{children}</CloseContext>
        </div>
      )}
    </div>
  );
}

const itemClass =
  'flex min-h-9 w-full items-center gap-2.5 rounded-lg px-2.5 py-1.5 text-start hover:bg-line-soft';

/** A line of a menu that leads somewhere; it closes the menu. */
export function MenuLink(props: LinkProps) {
  const close = useCloseMenu();
  return <Link className={itemClass} onClick={close} {...props} />;
}

interface MenuButtonProps {
  icon: ReactNode;
  onChoose: () => void;
  children: ReactNode;
}

/** A line of a menu that does something; it closes the menu first. */
export function MenuButton({ icon, onChoose, children }: MenuButtonProps) {
  const close = useCloseMenu();
  return (
    <button
      className={itemClass}
      onClick={() => {
        close();
        onChoose();
      }}
      type="button"
    >
      {icon}
      {children}
    </button>
  );
}
