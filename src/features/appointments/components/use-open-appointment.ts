import { type FormEvent, useState } from 'react';
import { type AppointmentAddress, parseAppointmentInput } from '#lib/paths.ts';

/** Opens an appointment by its number or a pasted link; what is neither is kept and said to be wrong. */
export const useOpenAppointment = (onOpen: (address: AppointmentAddress) => void) => {
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState(false);
  return {
    text,
    wrong,
    change: (value: string) => {
      setText(value);
      setWrong(false);
    },
    submit: (event: FormEvent) => {
      event.preventDefault();
      const address = parseAppointmentInput(text);
      setWrong(address === null);
      if (!address) return;
      setText('');
      onOpen(address);
    },
  };
};
