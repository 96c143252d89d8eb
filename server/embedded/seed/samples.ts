import type { SampleAppointment } from '#contract/session.ts';

/** Appointments of `demonstration.sql` that show different states of the page. */
export const samples: readonly SampleAppointment[] = [
  {
    tenant: '1',
    id: '42',
    label: {
      en: 'The whole page: team, plan and related appointments',
      tr: 'Sayfanın tamamı: ekip, plan, ilgili randevular',
    },
  },
  { tenant: '1', id: '1', label: { en: 'Cancelled, with a reason', tr: 'İptal edilmiş, nedeniyle' } },
  { tenant: '1', id: '15', label: { en: 'A plan of 60 treatments', tr: '60 tedavilik plan' } },
  { tenant: '2', id: '42', label: { en: 'In another time zone', tr: 'Başka bir saat diliminde' } },
  { tenant: '3', id: '7', label: { en: 'A clinic without a time zone', tr: 'Saat dilimi olmayan klinik' } },
];
