// Loaded into the app by start.ts. Node ends a request that has not arrived whole after five minutes, and several gigabytes over an
// ordinary line take longer; Next gives no way to say so. Headers keep their own limit of a minute.
import http from 'node:http'

const LONGEST_UPLOAD_MS = 6 * 3_600_000

const createServer = http.createServer
http.createServer = (...args) => {
  const server = createServer(...args)
  server.requestTimeout = LONGEST_UPLOAD_MS
  return server
}
