import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { appointment, session as planned, treatment } from '../fixtures/appointment.ts';
import { json, openAppointment, openPage } from './open-page.tsx';

const product = (
  id: number,
  name: string,
  quantity: number | null,
  brand: string | null = 'Sample Labs',
) => ({
  id: id * 10,
  product_id: id,
  min_quantity: quantity,
  product: {
    id,
    name,
    full_name: name,
    brand: brand === null ? null : { id: 1, name: brand },
    unit_code: { id: '1', name: 'ml', code: 'MLT' },
  },
});

const course = appointment({
  treatments: [
    treatment({
      name: 'Işık terapisi',
      session: 2,
      sessions: [
        planned({
          id: 1001,
          session_order: 1,
          next_gap_days: 14,
          products: [product(1, 'Gel', 0.1), product(2, 'Serum', 2)],
        }),
        planned({ id: 1002, session_order: 2, offset_days: 21, products: [product(1, 'Gel', 0.2)] }),
      ],
    }),
    treatment({
      id: 102,
      name: 'Peel',
      price: '0.50',
      sessions: [planned({ id: 1003, products: [product(3, 'Peeling acid', 1, null)] })],
    }),
  ],
});

const rows = () => screen.getAllByRole('treeitem');
const row = (name: RegExp) => screen.getByRole('treeitem', { name });

describe('the views', () => {
  it('are tabs, of which the plan is the first', async () => {
    const { user } = await openAppointment(course);
    const tabs = within(screen.getByRole('tablist', { name: 'Views of the treatments' })).getAllByRole('tab');
    expect(tabs.map(({ textContent }) => textContent)).toEqual(['Plan', 'Timeline', 'Prepare']);
    expect(screen.getByRole('tab', { selected: true })).toHaveTextContent('Plan');
    await user.click(screen.getByRole('tab', { name: 'Plan' }));
    await user.keyboard('{ArrowRight}');
    expect(screen.getByRole('tab', { name: 'Timeline', selected: true })).toHaveFocus();
    expect(screen.getByRole('tabpanel', { name: 'Timeline' })).toBeVisible();
    await user.keyboard('{End}');
    expect(screen.getByRole('tab', { name: 'Prepare', selected: true })).toHaveFocus();
  });

  it('survive a reload without a new history entry', async () => {
    const entries = window.history.length;
    const { user } = await openAppointment(course);
    await user.click(screen.getByRole('tab', { name: 'Timeline' }));
    await user.click(screen.getByRole('tab', { name: 'Plan' }));
    await user.click(screen.getByRole('button', { name: 'Collapse all' }));
    expect(window.history.length).toBe(entries);
    expect(window.history.state).toMatchObject({ page: { view: 'plan', openNodes: [] } });
  });
});

describe('the filter', () => {
  it('narrows the plan to what matches, opens the way, marks it and says how many', async () => {
    const { user } = await openAppointment(course);
    await user.type(screen.getByRole('searchbox', { name: 'Filter the treatments' }), 'acid');
    await waitFor(() => expect(rows()).toHaveLength(3));
    expect(row(/^Peel(?!ing)/)).toHaveAttribute('aria-expanded', 'true');
    expect(screen.getByText('acid')).toContainHTML('<mark');
    expect(screen.getByText('1 match')).toHaveAttribute('role', 'status');
  });

  it('finds without regard to case, accents and the dots of i', async () => {
    const { user } = await openAppointment(course);
    await user.type(screen.getByRole('searchbox'), 'ISIK');
    await waitFor(() => expect(rows()).toHaveLength(1));
    expect(row(/^Işık/)).toBeVisible();
  });

  it('says when nothing matches, and leaves the plan as it was', async () => {
    const { user } = await openAppointment(course);
    const before = rows().length;
    await user.type(screen.getByRole('searchbox'), 'nowhere');
    expect(await screen.findByText('Nothing in this plan matches.')).toBeVisible();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(rows()).toHaveLength(before));
  });
});

describe('a link to a node', () => {
  const open = (hash: string) =>
    openPage(`/appointments/42${hash}`, {
      appointments: { '1/42': json({ success: 'true', data: course }) },
    });

  it('opens the way to it and marks it', async () => {
    const scrolled = vi.fn<() => void>();
    Element.prototype.scrollIntoView = scrolled;
    await open('#session-1003');
    const linked = await screen.findByRole('treeitem', { current: true });
    expect(linked).toHaveAttribute('data-key', 'session-1003');
    expect(row(/^Peel(?!ing)/)).toHaveAttribute('aria-expanded', 'true');
    expect(scrolled).toHaveBeenCalled();
  });

  it('to nothing in the plan opens the appointment all the same', async () => {
    await open('#session-9');
    expect(await screen.findByRole('tree')).toBeVisible();
    expect(screen.queryByRole('treeitem', { current: true })).toBeNull();
  });

  it('is copied from the row one is on', async () => {
    const { user } = await open('');
    await user.click(await screen.findByRole('treeitem', { name: /^Peel(?!ing)/ }));
    await user.click(screen.getByRole('button', { name: 'Copy a link to the selected row' }));
    expect(await navigator.clipboard.readText()).toBe('http://localhost:3000/appointments/42#treatment-102');
  });
});

describe('the sum of prices', () => {
  it('is that of the listed prices, exact', async () => {
    await openAppointment(course);
    expect(screen.getByText('Sum of the listed prices').parentElement).toHaveTextContent('8,500.50');
  });

  it.each([['on request'], [null]])('is not there where one of them is %s', async (price) => {
    await openAppointment({
      ...course,
      treatments: [course.treatments[0], { ...course.treatments[1], price }],
    });
    expect(screen.queryByText('Sum of the listed prices')).toBeNull();
  });
});

describe('the timeline', () => {
  const open = async (data: unknown) => {
    const { user } = await openAppointment(data);
    await user.click(screen.getByRole('tab', { name: 'Timeline' }));
    await user.click(await screen.findByText('The sessions as a table'));
    return within(await screen.findByRole('table'));
  };

  it('says as a table what the picture shows', async () => {
    const table = await open(course);
    expect(screen.getByRole('img', { name: /^Sessions on a time axis/ })).toBeVisible();
    const cells = table.getAllByRole('row').map((one) =>
      within(one)
        .queryAllByRole('cell')
        .map(({ textContent }) => textContent),
    );
    expect(cells[1]).toEqual(['1', expect.stringMatching(/24 Nov 2026/), '0', '14 days']);
    expect(cells[2]).toEqual(['2', expect.stringMatching(/15 Dec 2026/), '21', '–']);
  });

  it('flags a gap that disagrees, with both', async () => {
    await open(course);
    expect(
      screen.getByText(/Işık terapisi, session 2: planned for day 21, while the gap before it says 14 days/),
    ).toBeVisible();
  });

  it('says where days are counted from gaps and where there are none', async () => {
    await open({
      ...course,
      treatments: [
        treatment({
          name: 'A',
          sessions: [
            planned({ offset_days: null, next_gap_days: 7 }),
            planned({ id: 2, session_order: 2, offset_days: null }),
          ],
        }),
        treatment({ id: 2, name: 'B', sessions: [planned({ id: 3, offset_days: null })] }),
        treatment({ id: 3, name: 'C', sessions: [] }),
      ],
    });
    expect(screen.getByText('A: offsets are missing; the days are counted from the gaps.')).toBeVisible();
    expect(screen.getByText(/B: 1 session has neither offset nor gap/)).toBeVisible();
    expect(screen.getByText('C: no sessions are listed.')).toBeVisible();
  });

  it('counts days where the appointment is not scheduled', async () => {
    await open({ ...course, scheduled_at: null });
    expect(screen.getByText('The appointment is not scheduled: days are counted from it.')).toBeVisible();
  });
});

describe('what to lay out', () => {
  const open = async (data: unknown = course) => {
    const { user } = await openAppointment(data);
    await user.click(screen.getByRole('tab', { name: 'Prepare' }));
    await screen.findByText('For which sessions');
    return user;
  };
  const item = (name: string) =>
    screen.getByRole('checkbox', { name: new RegExp(`^${name}`) }).closest('label');

  it('is for the first session at first', async () => {
    await open();
    expect(item('Gel')).toHaveTextContent('0.1 ml');
    expect(screen.queryByText('Peeling acid')).toBeNull();
  });

  it('is summed exactly over all sessions, by brand', async () => {
    const user = await open();
    await user.click(screen.getByRole('radio', { name: 'All' }));
    expect(item('Gel')).toHaveTextContent('0.3 ml');
    expect(within(screen.getByRole('region', { name: 'Sample Labs' })).getAllByRole('checkbox')).toHaveLength(
      2,
    );
    expect(within(screen.getByRole('region', { name: 'No brand' })).getByText('Peeling acid')).toBeVisible();
  });

  it('is for the sessions that are chosen', async () => {
    const user = await open();
    await user.click(screen.getByRole('radio', { name: 'Choose' }));
    const sessions = within(screen.getByRole('group', { name: 'Sessions' }));
    await user.click(sessions.getByRole('checkbox', { name: /^Işık terapisi, session 1/ }));
    await user.click(sessions.getByRole('checkbox', { name: /^Işık terapisi, session 2/ }));
    expect(item('Gel')).toHaveTextContent('0.2 ml');
  });

  it('is ticked off, and stays so in this sign-in', async () => {
    const user = await open();
    await user.click(screen.getByRole('checkbox', { name: /^Gel/ }));
    await user.click(screen.getByRole('tab', { name: 'Plan' }));
    await user.click(screen.getByRole('tab', { name: 'Prepare' }));
    expect(await screen.findByRole('checkbox', { name: /^Gel/ })).toBeChecked();
    expect(screen.getByRole('checkbox', { name: /^Serum/ })).not.toBeChecked();
  });

  it('is copied as text with nothing of the patient', async () => {
    const user = await open();
    await user.click(screen.getByRole('button', { name: 'Copy list' }));
    const text = await navigator.clipboard.readText();
    expect(text).toBe('Işık terapisi, session 1, 24 Nov 2026\n\nSample Labs\n- Gel: 0.1 ml\n- Serum: 2 ml');
    for (const personal of ['Zeynep', 'Öztürk', '1187', 'APT-']) expect(text).not.toContain(personal);
  });

  it('says when no session is listed', async () => {
    const { user } = await openAppointment({ ...course, treatments: [treatment({ sessions: [] })] });
    await user.click(screen.getByRole('tab', { name: 'Prepare' }));
    expect(await screen.findByText('No sessions are listed, so there is nothing to lay out.')).toBeVisible();
  });
});
