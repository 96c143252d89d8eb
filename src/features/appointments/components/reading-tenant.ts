import { createContext, useContext } from 'react';

/** The clinic the record is read in: what belongs to another is withheld. Without one, all that names a clinic is. */
export const ReadingTenant = createContext('');

export const useReadingTenant = (): string => useContext(ReadingTenant);
