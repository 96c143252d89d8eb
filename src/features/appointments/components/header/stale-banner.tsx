import { Trans } from '@lingui/react/macro';
import { CloudOff } from 'lucide-react';
import { useFormat } from '#lib/format/use-format.tsx';
import { Banner } from '#ui/banner.tsx';
import { Button } from '#ui/button.tsx';

interface StaleBannerProps {
  /** When the data was received, in milliseconds since 1970. */
  asOf: number;
  onRetry: () => void;
}

/** Shows that the last refetch failed, and the age of the data. */
export function StaleBanner({ asOf, onRetry }: StaleBannerProps) {
  const format = useFormat();
  const time = format.time(asOf);
  return (
    <div role="status">
      <Banner
        icon={CloudOff}
        title={<Trans>As of {time}: the latest version could not be loaded.</Trans>}
        tone="info"
      >
        <Button onClick={onRetry} size="small" variant="link">
          <Trans>Try again</Trans>
        </Button>
      </Banner>
    </div>
  );
}
