import { useLocation } from 'react-router-dom';

/** The path, query and hash of the current page, for the sign-in to return to. */
export const useReturnTo = (): string => {
  const { pathname, search, hash } = useLocation();
  return `${pathname}${search}${hash}`;
};
