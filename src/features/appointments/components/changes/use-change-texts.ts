import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import type { Appointment, Customer, RelatedAppointment } from '#contract/appointment.ts';
import type { FieldPath } from '#features/appointments/model/changes.ts';
import { isVisibleIn } from '#features/appointments/model/customer.ts';
import { appointmentName, timeRelation } from '#features/appointments/model/related.ts';
import { useClinic } from '#lib/clinic.tsx';
import { fullName } from '#lib/format/text.ts';
import { useFormat } from '#lib/format/use-format.tsx';
import { creationLabel, relationLabel } from '../header/appointment-type.tsx';
import { statusLabel } from '../header/status-badge.tsx';
import { useDisplayNames } from '../display-names.tsx';
import { type ChangeText, replaced, useChangeWording } from './use-change-wording.ts';

/** The labels of fields whose values are not quoted; a field without one is named by its key. */
const fieldLabels = new Map<FieldPath, MessageDescriptor>([
  ['deleted_at', msg`Deleted`],
  ['other', msg`Other fields`],
  ['customer.identity_number', msg`Identity no.`],
  ['customer.default_channel_id', msg`Preferred channel`],
  ['customer.deleted_at', msg`Deleted`],
  ['customer.other', msg`Other fields`],
]);

interface Versions {
  before: Appointment;
  after: Appointment;
  changed: ReadonlySet<FieldPath>;
}

const roomOf = ({ room, room_id }: Appointment) =>
  room ?? (room_id === null ? null : { id: room_id, name: null });

const customerOf = ({ customer, customer_id }: Appointment) => {
  const id = customer?.id ?? customer_id;
  const name = fullName(customer);
  return id === null && name === '' ? null : { id, name: name === '' ? null : name };
};

/** The text of each change: the values before and after, and the items added to or removed from lists. */
export const useChangeTexts = ({ before, after, changed }: Versions): ChangeText[] => {
  const { t, i18n } = useLingui();
  const format = useFormat();
  const names = useDisplayNames();
  const { tenant } = useClinic();
  const isChanged = (path: FieldPath): boolean =>
    changed.has(path) || [...changed].some((each) => each.startsWith(`${path}.`));
  const { recoded, rescheduled, renamed, listed } = useChangeWording(isChanged);

  const customers = [before.customer, after.customer] as const;
  const isSameCustomer = customerOf(before)?.id === customerOf(after)?.id && !customers.includes(null);
  const ofCustomer = <T>(read: (customer: Customer) => T): [from: T | null, to: T | null] => [
    customers[0] && read(customers[0]),
    customers[1] && read(customers[1]),
  ];

  /** A parent or child is called earlier or next only if its date is known. */
  const relatedTexts = (field: 'parent_appointment' | 'child_appointments'): (ChangeText | null)[] => {
    const labelOf = (item: RelatedAppointment): string => {
      switch (timeRelation(after, item)) {
        case 'earlier':
          return t`Earlier appointment`;
        case 'later':
          return t`Next appointment`;
        case null:
          return field === 'parent_appointment' ? t`Parent appointment` : t`Related appointment`;
      }
    };
    const labels = new Set([...before[field], ...after[field]].map(labelOf));
    return [...labels].map((label) =>
      listed(
        label,
        field,
        appointmentName,
        before[field].filter((item) => labelOf(item) === label),
        after[field].filter((item) => labelOf(item) === label),
      ),
    );
  };

  const textsOf = (field: FieldPath): (ChangeText | null)[] => {
    switch (field) {
      case 'scheduled_at':
        return [rescheduled(t`Date and time`, before.scheduled_at, after.scheduled_at)];
      case 'status':
        return [recoded(t`Status`, statusLabel, before.status, after.status)];
      case 'relation_type':
        return [recoded(t`Appointment type`, relationLabel, before.relation_type, after.relation_type)];
      case 'creation_type':
        return [recoded(t`Booking type`, creationLabel, before.creation_type, after.creation_type)];
      case 'code':
        return [replaced(t`Code`, before.code, after.code)];
      case 'cancellation_reason':
        return [replaced(t`Cancellation reason`, before.cancellation_reason, after.cancellation_reason)];
      case 'description':
        return [replaced(t`Notes`, before.description, after.description)];
      case 'doctor':
        return [renamed(t`Doctor`, names.user, before.doctor, after.doctor)];
      case 'room':
      case 'room_id':
        return [renamed(t`Room`, names.room, roomOf(before), roomOf(after))];
      case 'assistants':
        return [listed(t`Assistants`, field, names.user, before.assistants, after.assistants)];
      case 'treatments':
        return [listed(t`Treatments`, field, names.treatment, before.treatments, after.treatments)];
      case 'parent_appointment':
      case 'child_appointments':
        return relatedTexts(field);
      case 'parent_appointment_id': {
        const [from, to] = [before, after].map(({ parent_appointment_id: id }) =>
          id === null ? null : `#${id}`,
        );
        // The change of the parent itself has more detail.
        return isChanged('parent_appointment')
          ? []
          : [replaced(t`Parent appointment`, from ?? null, to ?? null)];
      }
      case 'customer':
      case 'customer_id':
      case 'customer.first_name':
      case 'customer.last_name':
        return [
          renamed(
            t`Customer`,
            ({ name, id: number }) => name ?? t`Unnamed customer #${number}`,
            customerOf(before),
            customerOf(after),
          ),
        ];
      case 'customer.phone_number':
        return [replaced(t`Phone`, ...ofCustomer(({ phone_number: text }) => text))];
      case 'customer.email':
        return [replaced(t`Email`, ...ofCustomer(({ email }) => email))];
      case 'customer.gender':
        return [replaced(t`Gender`, ...ofCustomer(({ gender }) => gender))];
      case 'customer.country_name':
        return [replaced(t`Country`, ...ofCustomer(({ country_name: text }) => text))];
      case 'customer.job':
        return [replaced(t`Occupation`, ...ofCustomer(({ job }) => job))];
      case 'customer.address':
        return [replaced(t`Address`, ...ofCustomer(({ address }) => address))];
      case 'customer.date_of_birth': {
        const birth = ({ date_of_birth: value }: Customer): string | null =>
          value && (value.date === null ? value.text : format.calendarDay(value.date, 'long'));
        return [replaced(t`Born`, ...ofCustomer(birth))];
      }
      case 'customer.related_user':
        return [renamed(t`Responsible`, names.user, ...ofCustomer(({ related_user: user }) => user))];
      case 'customer.tags': {
        const visible = ({ tags }: Customer) => tags.filter((tag) => isVisibleIn(tenant.id, tag.tenant_id));
        const [from, to] = ofCustomer(visible);
        return [listed(t`Tags`, field, names.tag, from ?? [], to ?? []) ?? { label: t`Tags`, values: null }];
      }
      default: {
        const label = fieldLabels.get(field);
        return [{ label: label ? i18n._(label) : (field.split('.').at(-1) ?? field), values: null }];
      }
    }
  };

  const fields = [...changed].map((path) => {
    const [field = path, below] = path.split('.');
    return field === 'customer' && below !== undefined && isSameCustomer ? `${field}.${below}` : field;
  });
  const texts = [...new Set(fields)].flatMap(textsOf).filter((text) => text !== null);
  // Several fields have one text: a room and its number.
  return [...new Map(texts.map((text) => [`${text.label} ${text.values}`, text])).values()];
};
