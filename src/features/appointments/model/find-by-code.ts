/** An appointment whose code this session has seen. */
export interface KnownAppointment {
  tenant: string;
  id: string | null;
  code: string | null;
}

/** Codes are compared without regard to case and kind of hyphen. It does not use the viewer's locale. */
const normalize = (code: string): string =>
  code
    .normalize('NFKC')
    .replaceAll(/[\p{Pd}−]/gu, '-')
    .trim()
    .toUpperCase();

/**
 * The appointment with a code, in the clinic `tenant` first. Null if none is known, or if the code is that of different
 * appointments.
 */
export const findByCode = (
  code: string,
  known: readonly KnownAppointment[],
  tenant: string | null,
): { tenant: string; id: string } | null => {
  const found = new Map<string, { tenant: string; id: string }>();
  for (const { tenant: clinic, id, code: knownCode } of known)
    if (id !== null && knownCode !== null && normalize(knownCode) === normalize(code))
      found.set(`${clinic}/${id}`, { tenant: clinic, id });
  const all = [...found.values()];
  const inClinic = all.filter((appointment) => appointment.tenant === tenant);
  const [first, ...others] = inClinic.length > 0 ? inClinic : all;
  return first !== undefined && others.length === 0 ? first : null;
};
