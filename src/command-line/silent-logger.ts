import type { Interfaces } from '@oclif/core';

const nothing = () => {};

/** A logger for oclif that says nothing. */
export const silentLogger: Interfaces.Logger = {
  namespace: 'oclif',
  child: () => silentLogger,
  debug: nothing,
  error: nothing,
  info: nothing,
  trace: nothing,
  warn: nothing,
};
