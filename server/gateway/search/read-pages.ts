import { pageParameters, readPage } from './paging.ts';
import { type Call, type ServiceCalls, unsupported } from './service-calls.ts';

interface Pages {
  rows: unknown[];
  /** False if there may be more rows than were read. */
  complete: boolean;
  /** Of the last response. */
  headers: Record<string, string>;
}

interface Options {
  pageSize: number;
  maxPages: number;
  /** Whether the rows so far are enough. */
  isEnough?: (rows: readonly unknown[]) => boolean;
}

/**
 * Reads the pages of a list until the last, `maxPages` or a repeated position. Throws an HttpProblem, 501 if the
 * response is no list.
 */
export const readPages = async (
  service: ServiceCalls,
  call: Call,
  path: string,
  parameters: Readonly<Record<string, string>>,
  { pageSize, maxPages, isEnough = () => false }: Options,
): Promise<Pages> => {
  const rows: unknown[] = [];
  const seen = new Set<string>();
  let position: string | null = null;
  for (let number = 1; ; number += 1) {
    const query = new URLSearchParams({ ...parameters, ...pageParameters(position, pageSize) });
    // oxlint-disable-next-line no-await-in-loop -- each page names the next
    const { json, headers } = await service.get(call, `${path}?${query.toString()}`);
    const page = readPage(json, position);
    if (page.rows === null) throw unsupported();
    rows.push(...page.rows);
    position = page.next;
    if (position === null) return { rows, complete: page.complete, headers };
    if (seen.has(position) || number >= maxPages || isEnough(rows)) return { rows, complete: false, headers };
    seen.add(position);
  }
};
