import { describe, expect, it } from 'vitest';
import { parseTreatments } from '#tests/fixtures/parsed-appointment.ts';
import { planTree } from './plan.ts';
import { createTimeline } from './timeline.ts';

const treeOf = (...lanes: (number | null)[][]) =>
  planTree(
    parseTreatments(
      ...lanes.map((offsets, lane) => ({
        id: lane + 1,
        sessions: offsets.map((offset_days) => ({ offset_days })),
      })),
    ),
    '2026-11-24',
  );
const settings = { appointmentDate: '2026-11-24', today: null, maxParts: 6 };

describe('createTimeline', () => {
  it('spans from the appointment to the last session', () => {
    expect(createTimeline(treeOf([0, 21, 63], [7]), settings)).toMatchObject({ from: 0, to: 63 });
  });

  it('starts before the appointment when a session does', () => {
    expect(createTimeline(treeOf([-3, 4]), settings)).toMatchObject({ from: -3, to: 4 });
  });

  it('includes today when it is at most a week outside the sessions', () => {
    expect(createTimeline(treeOf([0, 21]), { ...settings, today: -2 })).toMatchObject({
      from: -2,
      today: -2,
    });
    expect(createTimeline(treeOf([0, 21]), { ...settings, today: 90 })).toMatchObject({
      to: 21,
      today: null,
    });
  });

  it('spans more than one day when there is only one session', () => {
    const { from, to } = createTimeline(treeOf([0]), settings);
    expect(to).toBeGreaterThan(from);
  });

  it.each([7, 63, 400, 1100, 30_000])('has 2 to 8 ticks, including day 0, over %d days', (days) => {
    const { ticks } = createTimeline(treeOf([0, days]), settings);
    expect(ticks.length).toBeGreaterThan(1);
    expect(ticks.length).toBeLessThanOrEqual(8);
    expect(ticks).toContainEqual({ offset: 0, date: '2026-11-24' });
  });

  it('has ticks without dates when the appointment has no date', () => {
    expect(
      createTimeline(treeOf([0, 21]), { ...settings, appointmentDate: null }).ticks.every(
        ({ date }) => date === null,
      ),
    ).toBe(true);
  });

  it('leaves sessions without a day out of the marks of a lane, and returns them', () => {
    const [lane] = createTimeline(treeOf([null, null]), settings).lanes;
    expect(lane?.marks).toEqual([]);
    expect(lane?.unplaced).toHaveLength(2);
  });
});
