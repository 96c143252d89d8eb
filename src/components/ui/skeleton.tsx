/** A bar in the place of text that is still loading; its size comes from the classes. */
export function Bar({ className }: { className: string }) {
  return (
    <span
      aria-hidden="true"
      className={`block animate-pulse rounded bg-border-soft motion-reduce:animate-none ${className}`}
    />
  );
}
