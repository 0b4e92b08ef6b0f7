import { startTestServer } from '../prisma/test-server.ts'
import { singleNodeTests } from './single-node-tests.ts'

/** Starts the tests' Postgres once for all workers, which learn of it by the environment. */
export default async function startPostgres(): Promise<() => Promise<void>> {
  const server = await startTestServer()
  process.env.TEST_SERVER_URL = server.url
  process.env.TEST_TEMPLATE = server.template
  process.env.TEST_ON_CLUSTER = server.isCluster ? 'yes' : 'no'
  if (server.isCluster) printSingleNodeTests()
  return server.release
}

function printSingleNodeTests(): void {
  console.log(`On a Citus cluster ${singleNodeTests.length} tests are left out:`)
  for (const { file, test, reason } of singleNodeTests)
    console.log(`  ${file} ${test}\n    ${reason}`)
}
