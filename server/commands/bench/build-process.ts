import { closeDatabase } from '#server/db/client.ts'
import { buildDataSet } from './build-data-set.ts'

// Builds the data set of the environment's database: size and last day are the arguments.

const [size, lastDay = ''] = process.argv.slice(2)
await buildDataSet({
  size: Number(size),
  lastDay,
  url: process.env.DATABASE_URL ?? '',
  say: (line) => console.log(line),
})
await closeDatabase()
process.exit(0)
