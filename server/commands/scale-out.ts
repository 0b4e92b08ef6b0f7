import { parseArgs } from 'node:util'
import { databaseUrls } from '#prisma/database-urls.ts'
import { scaleOut, tablePlaces } from '#prisma/scale-out.ts'
import { readSecrets } from '#prisma/secrets.ts'
import { StartError } from '#prisma/start-error.ts'
import { stateDirectory } from './project-database.ts'

// npm run scale-out: spreads the fact tables over a Citus cluster; --status prints what lies where. docs/scaling.md says when and how.

const usage = `npm run scale-out -- [--shards 32] [--status]
  DATABASE_URL  a superuser's connection to the coordinator, in a migrated database with the extension citus and its nodes registered
  --shards      pieces of each fact table, for good; twice the processor cores that the cluster will ever have
  --status      changes nothing, prints where each table lies`

const { values } = parseArgs({
  options: { shards: { type: 'string', default: '32' }, status: { type: 'boolean' } },
})
const shards = Number(values.shards)
if (!Number.isInteger(shards) || shards < 1 || shards > 512)
  throw new StartError(`--shards is a whole number from 1 to 512.\n\n${usage}`)
const { DATABASE_URL: url = '' } = process.env
if (!values.status) await spread()
await printPlaces()

async function spread(): Promise<void> {
  const startedAt = performance.now()
  const urls = databaseUrls(url, readSecrets(stateDirectory), process.env)
  const moved = await scaleOut(urls, { shards })
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  if (moved.length === 0) console.log('All fact tables are distributed already.')
  else console.log(`Distributed by customer: ${moved.join(', ')} (${seconds} s).`)
}

async function printPlaces(): Promise<void> {
  for (const { table, place, shards, bytes } of await tablePlaces(url)) {
    const size = `${(bytes / 1_048_576).toFixed(1)} MB`
    const pieces = place === 'distributed' ? `, ${shards} shards` : ''
    console.log(`  ${table.padEnd(32)} ${size.padStart(12)}  ${place}${pieces}`)
  }
}
