import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { appointment, session as plannedSession, treatment } from '../fixtures/appointment.ts';
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
        plannedSession({
          id: 1001,
          session_order: 1,
          next_gap_days: 14,
          products: [product(1, 'Gel', 0.1), product(2, 'Serum', 2)],
        }),
        plannedSession({ id: 1002, session_order: 2, offset_days: 21, products: [product(1, 'Gel', 0.2)] }),
      ],
    }),
    treatment({
      id: 102,
      name: 'Peel',
      price: '0.50',
      sessions: [plannedSession({ id: 1003, products: [product(3, 'Peeling acid', 1, null)] })],
    }),
  ],
});

const rows = () => screen.getAllByRole('treeitem');
const row = (name: RegExp) => screen.getByRole('treeitem', { name });

describe('treatment views', () => {
  it('are tabs that the arrow keys switch, with the plan selected first', async () => {
    const { user } = await openAppointment(course);
    const tabs = within(screen.getByRole('tablist', { name: 'Views of the treatments' })).getAllByRole('tab');
    expect(tabs.map(({ textContent }) => textContent)).toEqual(['Plan', 'Timeline', 'Prepare']);
    expect(screen.getByRole('tab', { selected: true })).toHaveTextContent('Plan');
    await user.click(screen.getByRole('tab', { name: 'Plan' }));
    await user.keyboard('{ArrowRight}');
    expect(await screen.findByRole('tab', { name: 'Timeline', selected: true })).toHaveFocus();
    expect(screen.getByRole('tabpanel', { name: 'Timeline' })).toBeVisible();
    await user.keyboard('{End}');
    expect(await screen.findByRole('tab', { name: 'Prepare', selected: true })).toHaveFocus();
  });

  it('are selected by the URL and link to each other', async () => {
    await openPage('/appointments/42?view=timeline', {
      appointments: { '1/42': json({ success: 'true', data: course }) },
    });
    expect(await screen.findByRole('tab', { name: 'Timeline', selected: true })).toBeVisible();
    expect(screen.getByRole('tab', { name: 'Prepare' })).toHaveAttribute(
      'href',
      '/appointments/42?tenant=1&view=prepare',
    );
  });

  it('restore the expanded rows when the plan is shown again, without adding a history entry', async () => {
    const entries = window.history.length;
    const { user } = await openAppointment(course);
    await user.click(screen.getByRole('button', { name: 'Collapse all' }));
    await user.click(screen.getByRole('tab', { name: 'Timeline' }));
    await user.click(screen.getByRole('tab', { name: 'Plan' }));
    expect(rows()).toHaveLength(2);
    expect(window.history.length).toBe(entries);
  });
});

describe('plan filter', () => {
  it.each(['hydration', 'weeks apart'])(
    'highlights “%s” where it found it, in the keywords or the description',
    async (query) => {
      const others = Array.from({ length: 5 }, (_, index) =>
        treatment({ id: 200 + index, name: `Other ${index}`, keywords: [], description: null }),
      );
      const { user } = await openAppointment(
        appointment({ treatments: [...appointment().treatments, ...others] }),
      );
      await user.type(screen.getByRole('searchbox', { name: 'Filter the treatments' }), query);
      expect(await screen.findByText(query, { selector: 'mark' })).toBeVisible();
    },
  );

  it('shows only matches with their expanded ancestors, highlights them and announces their number', async () => {
    const { user } = await openAppointment(course);
    await user.type(screen.getByRole('searchbox', { name: 'Filter the treatments' }), 'acid');
    await waitFor(() => expect(rows()).toHaveLength(3));
    expect(row(/^Peel(?!ing)/)).toHaveAttribute('aria-expanded', 'true');
    expect(screen.getByText('acid')).toContainHTML('<mark');
    expect(screen.getByText('1 match')).toHaveAttribute('role', 'status');
  });

  it.each([
    ['treatment, ignoring case and the dot of the Turkish i', 'ISIK', /^Işık/],
    ['group', 'inject', /^Işık/],
    ['practitioner, ignoring accents', 'selin aydin', /^Işık/],
    ['brand', 'sample labs', /^Gel/],
    ['product', 'serum', /^Serum/],
  ])('finds rows by %s', async (_, query, name) => {
    const { user } = await openAppointment(course);
    await user.type(screen.getByRole('searchbox'), query);
    await waitFor(() => expect(screen.getAllByRole('treeitem', { name })[0]).toContainHTML('<mark'));
  });

  it('treats patterns and markup as plain text', async () => {
    const { user } = await openAppointment(course);
    for (const query of ['.*', '<mark>', '\\', '(']) {
      fireEvent.change(screen.getByRole('searchbox'), { target: { value: query } });
      expect(await screen.findByText('Nothing in this plan matches.')).toBeVisible();
      await user.clear(screen.getByRole('searchbox'));
    }
  });

  it('shows a message when nothing matches, and restores the plan and keeps focus on Escape', async () => {
    const { user } = await openAppointment(course);
    const before = rows().map(({ textContent }) => textContent);
    await user.type(screen.getByRole('searchbox'), 'nowhere');
    expect(await screen.findByText('Nothing in this plan matches.')).toBeVisible();
    expect(screen.getByText('0 matches')).toHaveAttribute('role', 'status');
    expect(screen.queryByRole('tree')).toBeNull();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(rows().map(({ textContent }) => textContent)).toEqual(before));
    expect(screen.getByRole('searchbox')).toHaveValue('');
    expect(screen.getByRole('searchbox')).toHaveFocus();
  });
});

describe('plan tree', () => {
  it('names rows briefly and describes them by the other facts', async () => {
    await openAppointment(course);
    expect(row(/^Işık/)).toHaveAccessibleName('Işık terapisi');
    expect(row(/^Işık/)).toHaveAccessibleDescription('Injectables 2 sessions over 21 days Dr. Selin Aydın');
    expect(
      screen.getAllByRole('treeitem', { name: /^Session ?1, ?Tue 24 Nov 2026$/ })[0],
    ).toHaveAccessibleDescription(/^planned for this date.*next session after 14 days.*2 products$/);
    expect(row(/^Gel/)).toHaveAccessibleName('Gel');
    expect(row(/^Gel/)).toHaveAccessibleDescription(/^Sample Labs Quantity: ?0\.1 ml$/);
  });

  it('has no tools and counts no missing parts when it has fewer than five rows', async () => {
    await openAppointment(appointment({ treatments: [treatment({ sessions: [] })] }));
    expect(screen.queryByRole('searchbox', { name: 'Filter the treatments' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Expand all' })).toBeNull();
    expect(screen.getByText('1 treatment')).toBeVisible();
    expect(screen.queryByText('0 sessions')).toBeNull();
  });

  it('expands and collapses all rows and announces it', async () => {
    const { user } = await openAppointment(course);
    await user.click(screen.getByRole('button', { name: 'Collapse all' }));
    expect(rows()).toHaveLength(2);
    await user.click(screen.getByRole('button', { name: 'Expand all' }));
    expect(screen.getByText('Everything is expanded.')).toBeInTheDocument();
    expect(row(/Peeling acid/)).toBeVisible();
  });
});

describe('link to a plan row', () => {
  const open = (hash: string) =>
    openPage(`/appointments/42${hash}`, {
      appointments: { '1/42': json({ success: 'true', data: course }) },
    });

  it('expands the ancestors of the row, scrolls to it and marks it as current', async () => {
    const scrolled = vi.fn<() => void>();
    Element.prototype.scrollIntoView = scrolled;
    await open('#session-1003');
    const linked = await screen.findByRole('treeitem', { current: true });
    expect(linked).toHaveAccessibleName(/^Session ?1/);
    expect(row(/^Peel(?!ing)/)).toHaveAttribute('aria-expanded', 'true');
    expect(scrolled).toHaveBeenCalled();
  });

  it.each(['#session-9', '#%', '#"]', '#treatment-'])('is ignored when no row matches %s', async (hash) => {
    await open(hash);
    expect(await screen.findByRole('tree')).toBeVisible();
    expect(screen.queryByRole('treeitem', { current: true })).toBeNull();
  });

  it.each([
    ['#treatment-102', /^Peel(?!ing)/],
    ['#product-30', /^Peeling acid/],
  ])('leads to a treatment or product by %s', async (hash, name) => {
    await open(hash);
    expect(await screen.findByRole('treeitem', { current: true })).toHaveAccessibleName(name);
  });

  it('is copied by Ctrl C in the row', async () => {
    const { user } = await open('');
    await user.click(await screen.findByRole('treeitem', { name: /^Peel(?!ing)/ }));
    await user.keyboard('{Control>}c{/Control}');
    expect(await navigator.clipboard.readText()).toBe(
      'http://localhost:3000/appointments/42?tenant=1#treatment-102',
    );
    expect(row(/^Peel(?!ing)/)).toHaveAttribute('aria-selected', 'true');
  });

  it('is copied for the selected row by a button that is there once a row is selected', async () => {
    const { user } = await open('');
    expect(screen.queryByRole('button', { name: 'Copy a link to the selected row' })).toBeNull();
    await user.click(await screen.findByRole('treeitem', { name: /^Peel(?!ing)/ }));
    await user.click(screen.getByRole('button', { name: 'Copy a link to the selected row' }));
    expect(await navigator.clipboard.readText()).toBe(
      'http://localhost:3000/appointments/42?tenant=1#treatment-102',
    );
  });
});

describe('deleted treatments, sessions and products', () => {
  it('are excluded from the counts of plan and rows and from the timeline, with a notice', async () => {
    const deleted = { deleted_at: '2026-11-22T00:00:00Z' };
    const { products } = plannedSession();
    const { user } = await openAppointment({
      ...appointment(),
      treatments: [
        treatment({ id: 103, name: 'Deleted treatment', ...deleted }),
        {
          ...treatment(),
          sessions: [
            {
              ...plannedSession(),
              products: products.flatMap((item) => [item, { ...item, id: 2002, ...deleted }]),
            },
            { ...plannedSession({ id: 1002, session_order: 2, offset_days: 21 }), ...deleted },
          ],
        },
      ],
    });
    const card = screen.getByRole('region', { name: 'Treatments' });
    expect(card).toHaveTextContent('1 treatment · 1 session · 1 product · without deleted ones');
    expect(row(/^Hydrating/)).toHaveTextContent('1 session');
    await user.click(screen.getByRole('tab', { name: 'Timeline' }));
    expect(
      await screen.findByText('Deleted treatments, sessions and products are not included.'),
    ).toBeVisible();
    await user.click(screen.getByText('The sessions as a table'));
    expect(await screen.findAllByRole('rowheader')).toHaveLength(1);
    expect(screen.queryByText('Deleted treatment')).toBeNull();
  });
});

describe('sum of prices', () => {
  it('is the exact sum of the listed prices', async () => {
    await openAppointment(course);
    expect(screen.getByText('Sum of the listed prices').parentElement).toHaveTextContent('8,500.50');
  });

  it('excludes deleted treatments, with a notice', async () => {
    const deleted = treatment({ id: 103, price: '7.00', deleted_at: '2026-11-22T00:00:00Z' });
    await openAppointment({ ...course, treatments: [...course.treatments, deleted] });
    expect(
      screen.getByText('Sum of the listed prices without deleted treatments').parentElement,
    ).toHaveTextContent('8,500.50');
  });

  it.each([['on request'], [null]])('is omitted when a price is %s', async (price) => {
    await openAppointment({
      ...course,
      treatments: [course.treatments[0], { ...course.treatments[1], price }],
    });
    expect(screen.queryByText('Sum of the listed prices')).toBeNull();
  });
});

describe('timeline', () => {
  const open = async (data: unknown) => {
    const { user } = await openAppointment(data);
    await user.click(screen.getByRole('tab', { name: 'Timeline' }));
    await user.click(await screen.findByText('The sessions as a table'));
    return within(await screen.findByRole('table'));
  };

  it('has a table with the same data as the chart', async () => {
    const table = await open(course);
    expect(screen.getByRole('img', { name: /^Sessions on a time axis/ })).toBeVisible();
    const cells = table.getAllByRole('row').map((tableRow) =>
      within(tableRow)
        .queryAllByRole('cell')
        .map(({ textContent }) => textContent),
    );
    expect(cells[1]).toEqual(['1', expect.stringMatching(/24 Nov 2026/), '0', '14 days']);
    expect(cells[2]).toEqual(['2', expect.stringMatching(/15 Dec 2026/), '21', '–']);
  });

  it('warns with both days when a gap contradicts the next offset', async () => {
    await open(course);
    expect(
      screen.getByText(/Işık terapisi, session 2: planned for day 21, but by the previous gap of 14 days/),
    ).toBeVisible();
  });

  it('marks days that are derived from gaps and days that are unknown', async () => {
    await open({
      ...course,
      treatments: [
        treatment({
          name: 'A',
          sessions: [
            plannedSession({ offset_days: null, next_gap_days: 7 }),
            plannedSession({ id: 2, session_order: 2, offset_days: null }),
          ],
        }),
        treatment({ id: 2, name: 'B', sessions: [plannedSession({ id: 3, offset_days: null })] }),
        treatment({ id: 3, name: 'C', sessions: [] }),
      ],
    });
    expect(screen.getByText('A: offsets are missing; the days are computed from the gaps.')).toBeVisible();
    expect(screen.getByText(/B: 1 session has neither an offset nor a gap/)).toBeVisible();
    expect(screen.getByText('C: no sessions are listed.')).toBeVisible();
  });

  it('counts days from the appointment when it is not scheduled', async () => {
    await open({ ...course, scheduled_at: null });
    expect(
      screen.getByText('The appointment is not scheduled. Days are counted from the appointment.'),
    ).toBeVisible();
  });
});

describe('supply list', () => {
  const open = async (data: object = course) => {
    const { user } = await openAppointment({
      ...data,
      parent_appointment: null,
      parent_appointment_id: null,
    });
    await user.click(screen.getByRole('tab', { name: 'Prepare' }));
    await screen.findByText('For which sessions');
    return user;
  };
  const item = (name: string) =>
    screen.getByRole('checkbox', { name: new RegExp(`^${name}`) }).closest('label');

  it('lists the sessions planned for the date of the appointment by default', async () => {
    await open();
    expect(screen.getByRole('radio', { name: 'This date' })).toBeChecked();
    expect(item('Gel')).toHaveTextContent('0.1 ml');
    expect(item('Peeling acid')).toHaveTextContent('1 ml');
  });

  it.each([
    ['an object', { parent_appointment: { id: 38, code: 'APT-38' }, parent_appointment_id: null }],
    ['a number', { parent_appointment: 38, parent_appointment_id: null }],
    ['a number only in parent_appointment_id', { parent_appointment: null, parent_appointment_id: 38 }],
  ])('asks for the sessions when the parent appointment is %s', async (_, parent) => {
    const { user } = await openAppointment({ ...course, ...parent });
    expect(
      screen.getByText('The service does not send which session of the plan this appointment is.'),
    ).toBeVisible();
    await user.click(screen.getByRole('tab', { name: 'Prepare' }));
    expect(await screen.findByText('Select the sessions to prepare for.')).toBeVisible();
    for (const radio of screen.getAllByRole('radio')) expect(radio).not.toBeChecked();
    await user.click(screen.getByRole('radio', { name: 'Choose' }));
    for (const box of screen.getAllByRole('checkbox')) expect(box).not.toBeChecked();
    await user.click(screen.getByRole('radio', { name: 'This date' }));
    expect(item('Gel')).toHaveTextContent('0.1 ml');
  });

  it('asks for the sessions when none is planned for the date of the appointment', async () => {
    await open({
      ...course,
      treatments: [treatment({ sessions: [plannedSession({ offset_days: null })] })],
    });
    expect(screen.getByText('Select the sessions to prepare for.')).toBeVisible();
    expect(screen.queryByRole('radio', { name: 'This date' })).toBeNull();
  });

  it('adds quantities exactly over all sessions, grouped by brand', async () => {
    const user = await open();
    await user.click(screen.getByRole('radio', { name: 'All' }));
    expect(item('Gel')).toHaveTextContent('0.3 ml');
    expect(within(screen.getByRole('region', { name: 'Sample Labs' })).getAllByRole('checkbox')).toHaveLength(
      2,
    );
    expect(within(screen.getByRole('region', { name: 'No brand' })).getByText('Peeling acid')).toBeVisible();
  });

  it('lists the chosen sessions only', async () => {
    const user = await open();
    await user.click(screen.getByRole('radio', { name: 'Choose' }));
    const sessions = within(screen.getByRole('group', { name: 'Sessions' }));
    await user.click(sessions.getByRole('checkbox', { name: /^Işık terapisi, session 1/ }));
    await user.click(sessions.getByRole('checkbox', { name: /^Işık terapisi, session 2/ }));
    expect(item('Gel')).toHaveTextContent('0.2 ml');
  });

  it('keeps checked items after a change of view', async () => {
    const user = await open();
    await user.click(screen.getByRole('checkbox', { name: /^Gel/ }));
    await user.click(screen.getByRole('tab', { name: 'Plan' }));
    await user.click(screen.getByRole('tab', { name: 'Prepare' }));
    expect(await screen.findByRole('checkbox', { name: /^Gel/ })).toBeChecked();
    expect(screen.getByRole('checkbox', { name: /^Serum/ })).not.toBeChecked();
  });

  it('does not check an item for all sessions when it is checked for one', async () => {
    const user = await open();
    const gel = () => screen.getByRole('checkbox', { name: /^Gel/ });
    await user.click(gel());
    await user.click(screen.getByRole('radio', { name: 'All' }));
    expect(gel()).not.toBeChecked();
    await user.click(screen.getByRole('radio', { name: 'This date' }));
    expect(gel()).toBeChecked();
  });

  it('is copied as text without patient data', async () => {
    const user = await open();
    await user.click(screen.getByRole('button', { name: 'Copy list' }));
    const text = await navigator.clipboard.readText();
    expect(text).toBe(
      'Işık terapisi, session 1, 24 Nov 2026\nPeel, session 1, 24 Nov 2026\n\n' +
        'Sample Labs\n- Gel: 0.1 ml\n- Serum: 2 ml\n\nNo brand\n- Peeling acid: 1 ml',
    );
    for (const personal of ['Zeynep', 'Öztürk', '1187', 'APT-']) expect(text).not.toContain(personal);
  });

  it('unchecks an item whose quantity changed and marks it', async () => {
    const user = await open();
    await user.click(screen.getByRole('checkbox', { name: /^Gel/ }));
    cleanup();
    await open({
      ...course,
      treatments: [treatment({ sessions: [plannedSession({ id: 1001, products: [product(1, 'Gel', 5)] })] })],
    });
    expect(screen.getByRole('checkbox', { name: /^Gel ?\(changed\)/ })).not.toBeChecked();
    await user.click(screen.getByRole('checkbox', { name: /^Gel/ }));
    expect(screen.getByRole('checkbox', { name: /^Gel/ })).toBeChecked();
    expect(screen.queryByText('(changed)')).toBeNull();
  });

  it('names missing quantities and excluded deleted records in the copied text', async () => {
    const deleted = treatment({ id: 103, deleted_at: '2026-11-22T00:00:00Z' });
    const sessions = [plannedSession({ products: [product(1, 'Gel', 1), product(1, 'Gel', null)] })];
    const user = await open({ ...course, treatments: [deleted, treatment({ sessions })] });
    await user.click(screen.getByRole('button', { name: 'Copy list' }));
    expect(await navigator.clipboard.readText()).toBe(
      'Hydrating skin booster, session 1, 24 Nov 2026\n\nSample Labs\n- Gel: 1 ml, 1 without quantity\n\n' +
        'Deleted treatments, sessions and products are not included.',
    );
  });

  it('lists the products of treatments in the earlier format', async () => {
    const products = [{ id: 7, name: 'Mask' }];
    await open({ ...course, treatments: [...course.treatments, { id: 9, name: 'Facial', products }] });
    expect(item('Gel')).toBeVisible();
    expect(item('Mask')).toHaveTextContent('Facial');
  });

  it('shows a message when no session exists', async () => {
    const { user } = await openAppointment({ ...course, treatments: [treatment({ sessions: [] })] });
    await user.click(screen.getByRole('tab', { name: 'Prepare' }));
    expect(
      await screen.findByText('No sessions are listed, so there are no supplies to prepare.'),
    ).toBeVisible();
  });
});
