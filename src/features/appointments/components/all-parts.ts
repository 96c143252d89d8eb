/** All parts at once, for the build that the gateway renders with: it replaces `lazy-parts.ts`. */
export * from './parts.ts';
export * from './record-parts.ts';
