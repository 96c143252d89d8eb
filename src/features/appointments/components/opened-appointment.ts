import { createContext, useContext } from 'react';
import type { AppointmentKey } from '#features/appointments/api/get-appointment.ts';

/**
 * Which appointment is open, and in which clinic: what belongs to another clinic is withheld. Outside an opened
 * one nothing has a clinic, and all that names one is withheld.
 */
export const OpenedAppointment = createContext<AppointmentKey>({ tenant: '', id: '' });

export const useOpenedAppointment = (): AppointmentKey => useContext(OpenedAppointment);

export const useReadingTenant = (): string => useContext(OpenedAppointment).tenant;
