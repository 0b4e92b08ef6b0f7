import { beforeEach } from 'vitest'
import { databaseUrls, withDatabase } from '../prisma/database-urls.ts'
import { readSecrets } from '../prisma/secrets.ts'
import { cloneTemplate } from '../prisma/test-databases.ts'
import { singleNodeReason } from './single-node-tests.ts'

// Runs before each test file: a fresh clone of the migrated template, named in the environment
// before anything reads it. What a run leaves behind is dropped by the last run that ends.
const { TEST_SERVER_URL: server = '', TEST_TEMPLATE: template = '' } = process.env
const database = `zhile_test_${process.pid}_${Date.now().toString(36)}`
await cloneTemplate(server, template, database)

const secrets = readSecrets(new URL('../.zhile', import.meta.url).pathname)
Object.assign(process.env, databaseUrls(withDatabase(server, database), secrets, {}), {
  AUTH_SECRET: 'only-for-tests-only-for-tests-only-for-tests',
  PHONE_KEY: Buffer.alloc(32, 7).toString('base64'),
  LOG_LEVEL: 'silent',
})

if (process.env.TEST_ON_CLUSTER === 'yes') {
  beforeEach((context) => {
    const reason = singleNodeReason(context.task.file.name, context.task.name)
    if (reason) context.skip(reason)
  })
}
