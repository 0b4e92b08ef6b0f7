import { startTestServer } from '../prisma/test-server.ts'

/** Starts the tests' Postgres once for all workers, which learn of it by the environment. */
export default async function startPostgres(): Promise<() => Promise<void>> {
  const server = await startTestServer()
  process.env.TEST_SERVER_URL = server.url
  process.env.TEST_TEMPLATE = server.template
  return server.release
}
