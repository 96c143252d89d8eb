import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { appointment } from '../fixtures/appointment.ts';
import { type Answer, json, openPage, problem } from './open-page.tsx';

const answer = (fields: Parameters<typeof appointment>[0] = {}): Answer =>
  json({ success: 'true', data: appointment(fields) });
const next = { id: 57, code: 'APT-2026-00057', parent_appointment: null, child_appointments: [] };
const of57 = (asked: string[]) => asked.filter((one) => one.includes('/57'));

const open = async (second: Answer | Answer[] = answer(next)) => {
  const page = await openPage('/appointments/42', {
    appointments: { '1/42': answer(), '1/57': second },
  });
  await screen.findByRole('article');
  const related = screen.getByRole('region', { name: 'Related appointments' });
  return { ...page, link: within(related).getByRole('link', { name: /APT-2026-00057/ }) };
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true });
});
afterEach(() => {
  vi.useRealTimers();
});
const rests = () => act(() => vi.advanceTimersByTimeAsync(200));
const ahead = 'GET /api/v1/appointments/57 for 1 ahead';
const opened = 'POST /privacy/appointments/57/actions for 1 {"action":"opened"}';

describe('a related appointment', () => {
  it('is fetched when the pointer rests on its link, and shown at once when it is followed', async () => {
    const { asked, link } = await open();
    fireEvent.pointerEnter(link, { pointerType: 'mouse' });
    await rests();
    expect(of57(asked)).toEqual([ahead]);
    act(() => link.click());
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('APT-2026-00057');
    await waitFor(() => expect(of57(asked)).toEqual([ahead, opened]));
  });

  it('is fetched when the focus rests on its link', async () => {
    const { asked, link } = await open();
    act(() => link.focus());
    await rests();
    expect(of57(asked)).toEqual([ahead]);
  });

  it('is not fetched by a pointer on its way to somewhere else', async () => {
    const { asked, link } = await open();
    fireEvent.pointerEnter(link, { pointerType: 'mouse' });
    fireEvent.pointerLeave(link);
    await rests();
    expect(of57(asked)).toEqual([]);
  });

  it('is fetched once, however often the pointer comes back', async () => {
    const { asked, link } = await open();
    for (let time = 0; time < 3; time += 1) {
      fireEvent.pointerEnter(link, { pointerType: 'mouse' });
      await rests();
      fireEvent.pointerLeave(link);
    }
    expect(of57(asked)).toEqual([ahead]);
  });

  it('that could not be fetched ahead is asked for by whoever opens it', async () => {
    const { asked, link } = await open([problem(500), answer(next)]);
    fireEvent.pointerEnter(link, { pointerType: 'mouse' });
    await rests();
    expect(of57(asked)).toEqual([ahead]);
    act(() => link.click());
    expect(await screen.findByRole('heading', { level: 1, name: /APT-2026-00057/ })).toBeVisible();
    expect(of57(asked)).toEqual([ahead, 'GET /api/v1/appointments/57 for 1']);
  });

  it('is not fetched ahead while the service grants but few requests', async () => {
    const headers = {
      'X-RateLimit-Remaining': '5',
      'X-RateLimit-Reset': String(Math.ceil(Date.now() / 1000) + 60),
    };
    const { asked } = await openPage('/appointments/42', {
      appointments: {
        '1/42': { response: () => Response.json({ success: 'true', data: appointment() }, { headers }) },
      },
    });
    await screen.findByRole('article');
    const link = screen.getAllByRole('link', { name: /APT-2026-00057/ })[0];
    if (link) fireEvent.pointerEnter(link, { pointerType: 'mouse' });
    await rests();
    expect(of57(asked)).toEqual([]);
  });
});
