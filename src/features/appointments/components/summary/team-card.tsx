import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { Appointment, Named } from '#contract/appointment.ts';
import { useFormat } from '#lib/format/use-format.tsx';
import { withKeys } from '#lib/with-keys.ts';
import { Avatar } from '#ui/avatar.tsx';
import { Badge } from '#ui/badge.tsx';
import { TitledCard } from '#ui/card.tsx';
import { humanizeCode, normalizeCode } from '#features/appointments/model/codes.ts';
import { Changed } from '../changes/changed.tsx';
import { useDisplayNames } from '../use-display-names.ts';
import { OtherFields, ownedFields } from '../record/other-fields.tsx';

interface TeamCardProps {
  appointment: Appointment;
  className?: string;
}

/** The doctor, the assistants and the room. */
export function TeamCard({ appointment, className = '' }: TeamCardProps) {
  const { t } = useLingui();
  const { doctor, assistants } = appointment;
  const team = doctor === null ? assistants : [doctor, ...assistants];
  const names = useDisplayNames();
  const displayed = names.users(team);
  const nameOf = (person: Named): string | undefined => displayed[team.indexOf(person)];
  const other = [
    ...team.flatMap((person) => ownedFields(nameOf(person) ?? '', person)),
    ...(appointment.room ? ownedFields(names.room(appointment.room), appointment.room) : []),
  ];
  return (
    <TitledCard className={className} title={t`Team and room`}>
      <ul className="space-y-2.5 px-card py-3.5">
        <Person path="doctor" name={doctor && nameOf(doctor)} person={doctor} role={t`Doctor`} />
        {assistants.length === 0 ? (
          <Person path="assistants" person={null} role={t`Assistants`} />
        ) : (
          withKeys(assistants, ({ id }) => id).map(({ key, item: assistant }) => (
            <Person
              key={key}
              name={nameOf(assistant)}
              path={`assistants.${key}`}
              person={assistant}
              role={t`Assistant`}
            />
          ))
        )}
        <RoomRow appointment={appointment} />
      </ul>
      {other.length > 0 && (
        <div className="px-card pb-3.5">
          <OtherFields fields={other} />
        </div>
      )}
    </TitledCard>
  );
}

interface RowProps {
  avatar: ReactNode;
  name: ReactNode;
  role: string;
  badge?: ReactNode;
}

function Row({ avatar, name, role, badge }: RowProps) {
  return (
    <li className="flex items-center gap-2.5">
      {avatar}
      <div className="min-w-0 text-sm leading-snug">
        {name}
        <span className="block text-caption text-foreground-subtle">{role}</span>
      </div>
      {badge && <div className="ms-auto">{badge}</div>}
    </li>
  );
}

interface PersonProps {
  person: Named | null;
  /** The displayed name. */
  name?: string | null | undefined;
  role: string;
  path: string;
}

function Person({ person, name, role, path }: PersonProps) {
  const { t } = useLingui();
  const format = useFormat();
  if (person === null)
    return (
      <Row
        avatar={<Avatar initials="–" />}
        name={
          <Changed path={path}>
            <span className="text-foreground-subtle">{t`None assigned`}</span>
          </Changed>
        }
        role={role}
      />
    );
  return (
    <Row
      avatar={<Avatar initials={person.name === null ? '#' : format.initials(person.name)} />}
      name={
        <Changed path={path}>
          <bdi translate="no">{name}</bdi>
        </Changed>
      }
      role={role}
    />
  );
}

function RoomRow({ appointment: { room, room_id } }: { appointment: Appointment }) {
  const { t } = useLingui();
  const format = useFormat();
  const names = useDisplayNames();
  if (room === null)
    return (
      <Row
        avatar={<Avatar initials="–" square />}
        name={
          <span className="text-foreground-subtle">
            {room_id === null ? t`No room` : t`Room #${room_id}, details unavailable`}
          </span>
        }
        role={t`Room`}
      />
    );
  const name = names.room({ name: room.name, id: room.id ?? room_id });
  const active = room.status === null || normalizeCode(room.status) === 'active';
  return (
    <Row
      avatar={<Avatar initials={format.initials(name.replace(/\s[–-]\s.*$/, ''))} square />}
      badge={
        room.deleted_at ? (
          <Badge size="small" tone="danger">
            <Trans>Deleted</Trans>
          </Badge>
        ) : (
          !active && (
            <Badge size="small" title={room.status ?? undefined} tone="warn">
              <span dir="auto" translate="no">
                {humanizeCode(room.status ?? '')}
              </span>
            </Badge>
          )
        )
      }
      name={
        <Changed path="room">
          <bdi translate="no">{name}</bdi>
        </Changed>
      }
      role={t`Room`}
    />
  );
}
