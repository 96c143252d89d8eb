import { useLocation } from 'react-router-dom';
import { paths } from './paths.ts';

/** The path, query and hash of the current page, for the sign-in to return to. */
export const useReturnTo = (): string => {
  const { pathname, search, hash } = useLocation();
  return `${pathname}${search}${hash}`;
};

/** The URL of a sign-in that returns to the current page. */
export const useSignInHref = (): string => paths.signIn(useReturnTo());
