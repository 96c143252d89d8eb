import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';
import { isEntityTag, isSameTag, readIfNoneMatch } from '#server/http/entity-tag.ts';

/**
 * The tags of what the gateway answers. A tag of the service's is not one of ours: what goes to the browser is masked,
 * and a service that hashes the whole record into its tag would let the hidden digits be tried out until the hash is
 * right. So ours is a keyed digest of what goes out, with the service's tag sealed into it for asking the service
 * again. Both are bound to the place they are of: another clinic's tag, another session's or another record's is none,
 * even where the service names two records alike.
 */
export interface Tags {
  /** The tags of one record (`place` names session, clinic and number) for one request's `If-None-Match`. */
  at(place: string, ifNoneMatch: string | undefined): PlaceTags;
}

export interface PlaceTags {
  /** `If-None-Match` for the service, with its own tags; null where the browser holds none of them. */
  question: string | null;
  /** The held tag that a 304 of the service confirms, by the tag it came with; null where it does not say which. */
  confirmed(serviceTag: string | null): string | null;
  /** The tag of a text as it goes out, and whether the browser holds that very text. */
  of(text: string, serviceTag: string | null): { tag: string; held: boolean };
}

/** Names one answer as one session is given it; with one token for everything there is one place for all. */
export const placeOf = (
  session: { id: string } | null,
  of: 'clinics' | { clinic: string; appointment: string },
): string =>
  `${session?.id ?? 'token'} ${of === 'clinics' ? of : `clinic ${of.clinic} appointment ${of.appointment}`}`;

interface Held {
  /** As it goes out, `W/"…"`. */
  tag: string;
  content: string;
  service: string | null;
}

const contentLength = 22;
const nonceBytes = 12;
const tagBytes = 16;
/** Letters of a service's tag; one that is longer is not worth carrying back and forth. */
const longest = 200;

const form = new RegExp(`^(?:W/)?"([\\w-]{${contentLength}})(?:\\.([\\w-]+))?"$`);

/** `secret`: keys are derived from it; processes with the same one know each other's tags. */
export const createTags = (secret: string): Tags => {
  const keyFor = (purpose: string): Buffer =>
    Buffer.from(hkdfSync('sha256', secret, '', `appointment-viewer gateway tags ${purpose} v1`, 32));
  const digestKey = keyFor('digest');
  const sealKey = keyFor('seal');
  const digest = (place: string, text: string): Buffer =>
    createHmac('sha256', digestKey).update(place).update('\0').update(text).digest();

  /** The nonce follows from what is sealed: the same record has the same tag, and no two texts share a nonce. */
  const seal = (place: string, tag: string): string => {
    const nonce = digest(`seal ${place}`, tag).subarray(0, nonceBytes);
    const cipher = createCipheriv('aes-256-gcm', sealKey, nonce).setAAD(Buffer.from(place));
    const text = Buffer.concat([cipher.update(tag, 'latin1'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url');
  };
  const open = (place: string, sealed: string): string | null => {
    const bytes = Buffer.from(sealed, 'base64url');
    if (bytes.length < nonceBytes + tagBytes) return null;
    const decipher = createDecipheriv('aes-256-gcm', sealKey, bytes.subarray(0, nonceBytes))
      .setAAD(Buffer.from(place))
      .setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
    try {
      const text = decipher.update(bytes.subarray(nonceBytes + tagBytes));
      return Buffer.concat([text, decipher.final()]).toString('latin1');
    } catch {
      return null;
    }
  };

  const readHeld = (place: string, tag: string): Held[] => {
    const [, content, sealed] = form.exec(tag) ?? [];
    if (content === undefined) return [];
    const service = sealed === undefined ? null : open(place, sealed);
    // One that does not open is another place's, or made up.
    if (sealed !== undefined && service === null) return [];
    return [{ tag: tag.startsWith('W/') ? tag : `W/${tag}`, content, service }];
  };

  return {
    at(place, ifNoneMatch) {
      const given = readIfNoneMatch(ifNoneMatch);
      const held = given === '*' ? [] : given.flatMap((tag) => readHeld(place, tag));
      const known = held.flatMap(({ tag, service }) => (service === null ? [] : [{ tag, service }]));
      return {
        question: known.length === 0 ? null : known.map(({ service }) => service).join(', '),
        confirmed(serviceTag) {
          if (known.length === 1) return known[0]?.tag ?? null;
          return known.find(({ service }) => isSameTag(service, serviceTag ?? ''))?.tag ?? null;
        },
        of(text, serviceTag) {
          const content = digest(place, text).toString('base64url').slice(0, contentLength);
          const carries = serviceTag !== null && serviceTag.length <= longest && isEntityTag(serviceTag);
          const sealed = carries ? `.${seal(place, serviceTag)}` : '';
          return {
            tag: `W/"${content}${sealed}"`,
            held: given === '*' || held.some((one) => one.content === content),
          };
        },
      };
    },
  };
};
