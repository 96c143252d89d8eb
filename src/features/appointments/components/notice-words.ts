import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';

/** What the reader of the contract calls the kinds of values, in the reader's language. */
export const kindNames: ReadonlyMap<string, MessageDescriptor> = new Map([
  ['null', msg`null`],
  ['nothing', msg`nothing`],
  ['text', msg`text`],
  ['a number', msg`a number`],
  ['a whole number', msg`a whole number`],
  ['a decimal', msg`a decimal`],
  ['a decimal as text', msg`a decimal as text`],
  ['a decimal as a number', msg`a decimal as a number`],
  ['true or false', msg`true or false`],
  ['a date', msg`a date`],
  ['a date with time', msg`a date with time`],
  ['a date with time and zone', msg`a date with time and zone`],
  ['a list', msg`a list`],
  ['an empty list', msg`an empty list`],
  ['an item', msg`an item`],
  ['an object', msg`an object`],
  ['an object with data', msg`an object with data`],
  ['an appointment', msg`an appointment`],
]);
