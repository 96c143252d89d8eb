import type { LucideIcon } from 'lucide-react';
import {
  type ComponentProps,
  createContext,
  type KeyboardEvent,
  type ReactNode,
  useContext,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import { Link, type LinkProps } from 'react-router-dom';
import { moveInMenu } from './menu-keyboard.ts';

interface MenuProps {
  /** The accessible name of the trigger, unless its content is one. */
  label?: string;
  trigger: ReactNode;
  triggerClassName: string;
  children: ReactNode;
}

interface OpenMenu {
  /** Closes the menu and returns the focus to its trigger. */
  close: () => void;
  /** Moves the focus from the trigger into the panel. */
  enter: () => void;
}

const MenuContext = createContext<OpenMenu>({ close: () => undefined, enter: () => undefined });

/** For content that is loaded after the menu has opened: moves the focus into it. */
export const useEnterMenu = (): void => {
  const { enter } = useContext(MenuContext);
  useEffect(enter, [enter]);
};

/** The minimum distance between a panel and the edge of the viewport, in pixels. */
const margin = 8;

/** Moves a panel that overflows the viewport back into it. */
const keepInViewport = (panel: HTMLElement): void => {
  const { left, right } = panel.getBoundingClientRect();
  const beyond = Math.max(0, right - (document.documentElement.clientWidth - margin));
  panel.style.translate = `${left < margin ? margin - left : -beyond}px`;
};

/** Items for small screens only are in the document on every screen. */
const isShown = (item: Element | null): boolean =>
  item === null || (getComputedStyle(item).display !== 'none' && isShown(item.parentElement));

/** The focusable elements of a panel. A group of radio buttons is entered at the checked one. */
const itemsOf = (panel: HTMLElement | null): HTMLElement[] =>
  [
    ...(panel?.querySelectorAll<HTMLElement>('a[href], button:not(:disabled), input:checked, summary') ?? []),
  ].filter(isShown);

/**
 * A button that discloses a panel of links and buttons, and moves the focus to the first one. Arrow keys, Home and End
 * move it further. The panel closes on Escape (with the focus back on the button), on a press outside, and when it loses
 * the focus.
 */
export function Menu({ label, trigger, triggerClassName, children }: MenuProps) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const id = useId();

  const menu = useMemo<OpenMenu>(
    () => ({
      close: () => {
        setOpen(false);
        button.current?.focus();
      },
      enter: () => {
        const { activeElement, body } = document;
        // Safari does not focus a button that is clicked.
        if (activeElement === button.current || activeElement === body) itemsOf(panel.current)[0]?.focus();
      },
    }),
    [],
  );

  useEffect(() => {
    if (!open || !panel.current) return undefined;
    keepInViewport(panel.current);
    menu.enter();
    const outside = (event: Event) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('focusin', outside);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('focusin', outside);
    };
  }, [open, menu]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && open) {
      event.stopPropagation();
      menu.close();
      return;
    }
    // Radio buttons use the arrow keys themselves.
    if (event.target instanceof HTMLInputElement) return;
    if (!open) {
      if (event.key === 'ArrowDown') {
        event.preventDefault();
        setOpen(true);
      }
      return;
    }
    const items = itemsOf(panel.current);
    const next = moveInMenu(
      event.key,
      items.findIndex((item) => item === document.activeElement),
      items.length,
    );
    if (next === null) return;
    event.preventDefault();
    items[next]?.focus();
  };

  return (
    <div className="relative" onKeyDown={onKeyDown} ref={root} role="presentation">
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
          ref={panel}
        >
          <MenuContext value={menu}>{children}</MenuContext>
        </div>
      )}
    </div>
  );
}

const itemClass =
  'flex min-h-9 w-full items-center gap-2.5 rounded-lg px-2.5 py-1.5 text-start hover:bg-border-soft pointer-coarse:min-h-11';

/** A link in a menu; following it closes the menu. */
export function MenuLink(props: LinkProps) {
  const { close } = useContext(MenuContext);
  return <Link className={itemClass} onClick={close} {...props} />;
}

interface MenuItemProps {
  icon: LucideIcon;
  children: ReactNode;
}

/** A link in a menu to another site, in a new tab. The site does not learn where it was followed. */
export function MenuExternalLink({ icon: Icon, children, href }: MenuItemProps & ComponentProps<'a'>) {
  const { close } = useContext(MenuContext);
  return (
    <a className={itemClass} href={href} onClick={close} rel="noopener noreferrer" target="_blank">
      <Icon className="size-4 shrink-0 text-foreground-subtle" />
      {children}
    </a>
  );
}

/** A button in a menu; it closes the menu first. */
export function MenuButton({ icon: Icon, onSelect, children }: MenuItemProps & { onSelect: () => void }) {
  const { close } = useContext(MenuContext);
  return (
    <button
      className={itemClass}
      onClick={() => {
        close();
        onSelect();
      }}
      type="button"
    >
      <Icon className="size-4 shrink-0 text-foreground-subtle" />
      {children}
    </button>
  );
}
