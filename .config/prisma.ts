import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'prisma/config'

// Prisma's CLI downloads an engine unless this names an existing file; nothing we call uses it.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= createRequire(import.meta.url).resolve(
  '@prisma/schema-engine-wasm',
)

export default defineConfig({
  schema: fileURLToPath(new URL('../prisma', import.meta.url)),
  migrations: { path: fileURLToPath(new URL('../prisma/migrations', import.meta.url)) },
  datasource: { url: process.env.DATABASE_URL ?? '' },
})
