import pino from 'pino'

/** One JSON line per event, with the request's id where there is one. Names, phones and tokens never go in. */
export const log = pino({
  level: process.env.LOG_LEVEL ?? 'info',
  base: { app: 'zhile' },
  redact: ['*.password', '*.token', '*.sessionToken', '*.phone'],
})
