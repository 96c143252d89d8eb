import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { Later, later, type LaterModule, useLoadLater } from './later.tsx';

interface Words {
  text: string;
}

const arrived: Words = { text: 'It is here.' };

const arriving = () => vi.fn<() => Promise<Words>>().mockResolvedValue(arrived);

const show = (of: LaterModule<Words>) => {
  i18n.loadAndActivate({ locale: 'en', messages: {} });
  return render(
    <I18nProvider i18n={i18n}>
      <Later meanwhile={<p>One moment</p>} of={of}>
        {({ text }) => <p>{text}</p>}
      </Later>
    </I18nProvider>,
  );
};

function WholePage() {
  useLoadLater();
  return null;
}

describe('a part of the page that is loaded later', () => {
  it('has something in its place until it is there, and is there at once from then on', async () => {
    const get = arriving();
    const module = later(get);
    expect(get).not.toHaveBeenCalled();
    const { unmount } = show(module);
    expect(screen.getByText('One moment')).toBeVisible();
    expect(await screen.findByText(arrived.text)).toBeVisible();
    unmount();
    show(module);
    expect(screen.getByText(arrived.text)).toBeVisible();
    expect(get).toHaveBeenCalledTimes(1);
  });

  it('says that it could not be loaded, and is loaded when it is asked for again', async () => {
    const get = vi
      .fn<() => Promise<Words>>()
      .mockRejectedValueOnce(new TypeError())
      .mockResolvedValue(arrived);
    show(later(get));
    expect(await screen.findByRole('alert')).toHaveTextContent('This part of the page could not be loaded.');
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText(arrived.text)).toBeVisible();
  });

  it('is loaded before anybody asks for it once a whole page is shown, but where it is said not to be', async () => {
    const [wanted, rare] = [arriving(), arriving()];
    const module = later(wanted);
    later(rare, { idly: false });
    render(<WholePage />);
    await vi.waitFor(() => expect(module.read().kind).toBe('here'));
    expect(rare).not.toHaveBeenCalled();
  });
});
