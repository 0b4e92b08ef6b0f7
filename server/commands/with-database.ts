import { StartError } from '#prisma/start-error.ts'
import { openProjectDatabase } from './project-database.ts'

// npm run <command>: runs one of the commands on the database that the demo uses, started if need be.

const [name] = process.argv.splice(2, 1)
try {
  const database = await openProjectDatabase()
  if (!database.wasRunning) process.once('beforeExit', () => void database.stop())
  await import(`./${name}.ts`)
} catch (error) {
  console.error(error instanceof StartError ? `✗ ${error.message}` : error)
  process.exitCode = 1
}
