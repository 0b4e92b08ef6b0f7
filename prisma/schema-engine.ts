import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import type * as Wasm from '@prisma/schema-engine-wasm/schema_engine_bg'
import pg from 'pg'

const here = fileURLToPath(new URL('.', import.meta.url))
const noFilters = { externalTables: [], externalEnums: [] }

/** Prisma's own migration engine on one database, without the binary that Prisma would download. */
export async function withSchemaEngine<T>(
  connectionString: string,
  work: (engine: Wasm.SchemaEngine) => Promise<T>,
): Promise<T> {
  const { SchemaEngine } = await loadWasm()
  // adapter-pg stores timestamps shifted unless the session is in UTC; objects belong to the owner.
  const options = '-c TimeZone=UTC -c role=zhile_owner'
  const pool = new pg.Pool({ connectionString, options, max: 1 })
  const factory = bindMigrationAwareSqlAdapterFactory(new MigrationAdapter(pool))
  const datamodels = schemaFiles().map(({ path, content }): [string, string] => [path, content])
  const engine = await SchemaEngine.new({ datamodels }, () => {}, factory)
  try {
    return await work(engine)
  } finally {
    engine.free()
    await pool.end()
  }
}

/** Names of the migrations that this call applied, oldest first. */
export async function applyMigrations(engine: Wasm.SchemaEngine): Promise<string[]> {
  const input = { migrationsList: migrationsList(), filters: noFilters }
  return (await engine.applyMigrations(input)).appliedMigrationNames
}

/** What would have to change for the database to be as the models say; nothing, when they agree. */
export async function pushSchema(engine: Wasm.SchemaEngine): Promise<Wasm.SchemaPushOutput> {
  return engine.schemaPush({ force: false, schema: { files: schemaFiles() }, filters: noFilters })
}

/** Prisma's adapter with two faults mended that only migrations meet. */
class MigrationAdapter extends PrismaPg {
  override async connect() {
    const adapter = await super.connect()
    // It splits a script at each semicolon, which breaks the bodies of functions.
    adapter.executeScript = async (sql) => {
      await adapter.executeRaw({ sql, args: [], argTypes: [] })
    }
    // It refuses the type "char" of the catalog, which the engine asks for when it describes tables.
    const characters = new Set<string>()
    readCharactersAsText(adapter.underlyingDriver(), characters)
    const queryRaw = adapter.queryRaw.bind(adapter)
    adapter.queryRaw = async (query) => {
      characters.clear()
      const result = await queryRaw(query)
      result.columnNames.forEach((name, column) => {
        if (characters.has(name)) result.columnTypes[column] = ColumnTypeEnum.Character
      })
      return result
    }
    return adapter
  }
}

function readCharactersAsText(pool: pg.Pool, characters: Set<string>): void {
  const query = pool.query.bind(pool)
  Object.assign(pool, {
    query: async (config: pg.QueryArrayConfig) => {
      const result = await query(config)
      for (const field of result.fields ?? []) {
        if (field.dataTypeID !== pg.types.builtins.CHAR) continue
        characters.add(field.name)
        field.dataTypeID = pg.types.builtins.TEXT
      }
      return result
    },
  })
}

let wasm: Promise<typeof Wasm> | undefined

/**
 * Node 20 cannot import WebAssembly, so what the package's entry leaves to a bundler is done here.
 * Once per process, since the glue code keeps views of the first instance's memory.
 */
function loadWasm(): Promise<typeof Wasm> {
  wasm ??= instantiate()
  return wasm
}

async function instantiate(): Promise<typeof Wasm> {
  const entry = '@prisma/schema-engine-wasm/schema_engine_bg'
  const glue = await import(entry)
  const bytes = readFileSync(
    createRequire(import.meta.url)
      .resolve(entry)
      .replace(/js$/, 'wasm'),
  )
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': glue })
  glue.__wbg_set_wasm(instance.exports)
  const start = instance.exports.__wbindgen_start
  if (typeof start === 'function') start()
  return glue
}

function schemaFiles(): { path: string; content: string }[] {
  const models = readdirSync(join(here, 'models')).map((file) => join('models', file))
  return ['schema.prisma', ...models.sort()].map((file) => ({
    path: file,
    content: readFileSync(join(here, file), 'utf8'),
  }))
}

function migrationsList(): Wasm.MigrationList {
  const baseDir = join(here, 'migrations')
  const lockfile = 'migration_lock.toml'
  const names = readdirSync(baseDir).filter((name) => name !== lockfile)
  return {
    baseDir,
    lockfile: { path: lockfile, content: readFileSync(join(baseDir, lockfile), 'utf8') },
    shadowDbInitScript: '',
    migrationDirectories: names.sort().map((path) => ({
      path,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok', value: readFileSync(join(baseDir, path, 'migration.sql'), 'utf8') },
      },
    })),
  }
}
