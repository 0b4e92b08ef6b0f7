import pg from 'pg'
import type { DatabaseUrls } from '#prisma/database-urls.ts'
import { type BenchServer, benchDatabase, dropDatabase } from './bench-server.ts'
import type { StoredDataSet } from './data-set-store.ts'

const NAME = 'bench_ingest'

/** A copy of a data set for whatever writes, dropped after: what is sent in shall not change what others ask. */
export async function withCopy<T>(
  server: BenchServer,
  from: StoredDataSet,
  work: (urls: DatabaseUrls) => Promise<T>,
): Promise<T> {
  await dropDatabase(server, NAME)
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  await client.query(`CREATE DATABASE ${NAME} TEMPLATE ${client.escapeIdentifier(from.database)}`)
  await client.end()
  try {
    return await work(await benchDatabase(server, NAME))
  } finally {
    await dropDatabase(server, NAME)
  }
}
