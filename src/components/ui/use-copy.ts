import { useLingui } from '@lingui/react/macro';
import { useAnnounce, useOfferCopy } from './announcer.tsx';

/**
 * Copies text to the clipboard and shows `message`. If the browser does not allow it, the text is shown to be copied by
 * hand. Resolves to whether the text was copied.
 */
export const useCopy = () => {
  const { t } = useLingui();
  const announce = useAnnounce();
  const offerCopy = useOfferCopy();
  return async (text: string, message: string) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      offerCopy(t`The browser did not allow copying`, text);
      return false;
    }
    announce(message, { visible: true });
    return true;
  };
};
