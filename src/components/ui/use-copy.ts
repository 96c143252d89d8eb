import { useLingui } from '@lingui/react/macro';
import { useAnnounce } from './announcer.tsx';

/**
 * Copies text to the clipboard and announces the outcome to screen readers: `announcement`, or `failure` if the browser
 * does not allow it. Resolves to whether the text was copied.
 */
export const useCopy = () => {
  const { t } = useLingui();
  const announce = useAnnounce();
  return async (text: string, announcement: string, failure = t`Copying is not allowed here.`) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      announce(failure);
      return false;
    }
    announce(announcement);
    return true;
  };
};
