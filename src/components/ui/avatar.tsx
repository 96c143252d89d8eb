import { useState } from 'react';

const sizes = { small: 'size-8 text-xs', large: 'size-11 text-sm' } as const;

interface AvatarProps {
  initials: string;
  /** The URL of a picture that replaces the initials. */
  picture?: string | null;
  size?: keyof typeof sizes;
  square?: boolean;
}

/** A decorative picture or initials: the name is always next to it. */
export function Avatar({ initials, picture = null, size = 'small', square = false }: AvatarProps) {
  const [broken, setBroken] = useState<string | null>(null);
  const shape = square ? 'rounded-lg' : 'rounded-full';
  if (picture !== null && picture !== broken)
    return (
      <img
        alt=""
        className={`${sizes[size]} ${shape} shrink-0 bg-accent-soft object-cover`}
        decoding="async"
        onError={() => setBroken(picture)}
        referrerPolicy="no-referrer"
        src={picture}
      />
    );
  return (
    <span
      aria-hidden="true"
      className={`${sizes[size]} ${shape} grid shrink-0 place-items-center border border-transparent bg-accent-soft font-semibold text-accent-soft-foreground select-none`}
    >
      {initials}
    </span>
  );
}
