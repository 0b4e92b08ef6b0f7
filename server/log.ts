import pino from 'pino'

/**
 * One JSON object per line on standard output; lines of one request carry its `requestId`.
 * Nothing that names a person belongs in it. The level is read without env(), since a build has no settings.
 */
export const log = pino({
  level: process.env.LOG_LEVEL ?? 'info',
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: (label) => ({ level: label }) },
  redact: [
    '*.password',
    '*.token',
    '*.sessionToken',
    '*.phone',
    '*.email',
    'headers.cookie',
    'headers.authorization',
  ],
})
