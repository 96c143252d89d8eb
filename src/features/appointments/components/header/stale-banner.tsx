import { Trans } from '@lingui/react/macro';
import { CloudOff } from 'lucide-react';
import { useFormat } from '#lib/format/use-format.tsx';
import { Banner } from '#ui/banner.tsx';
import { TextButton } from '#ui/button.tsx';

interface StaleBannerProps {
  /** When the data on the page came, in milliseconds since 1970. */
  asOf: number;
  onRetry: () => void;
}

/** Says that what is on the page could not be checked again, and of when it is. */
export function StaleBanner({ asOf, onRetry }: StaleBannerProps) {
  const format = useFormat();
  const time = format.time(asOf);
  return (
    <div role="status">
      <Banner
        icon={<CloudOff aria-hidden="true" className="size-5" />}
        title={<Trans>As of {time}: it could not be checked again.</Trans>}
        tone="info"
      >
        <TextButton onClick={onRetry}>
          <Trans>Try again</Trans>
        </TextButton>
      </Banner>
    </div>
  );
}
