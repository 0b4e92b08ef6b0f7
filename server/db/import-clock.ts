import { z } from 'zod'
import { workerPool } from './client.ts'

const Stalled = z.object({
  organization_id: z.string(),
  import_id: z.string(),
  state: z.enum(['checking', 'running', 'taking-back']),
})

export type StalledImport = { organizationId: string; importId: string; task: string }

const TASKS = {
  checking: 'check-import',
  running: 'run-import',
  'taking-back': 'take-back-import',
} as const

/** Imports of all organizations whose work has not moved since an instant. */
export async function findStalledImports(before: Date): Promise<StalledImport[]> {
  const { rows } = await workerPool().query('SELECT * FROM stalled_imports($1)', [before])
  return z
    .array(Stalled)
    .parse(rows)
    .map((row) => ({
      organizationId: row.organization_id,
      importId: row.import_id,
      task: TASKS[row.state],
    }))
}

const Forgettable = z.object({ organization_id: z.string(), import_id: z.string() })

/** Imports of all organizations whose staged lines nobody has touched since an instant. */
export async function findImportsToForget(
  before: Date,
): Promise<{ organizationId: string; importId: string }[]> {
  const { rows } = await workerPool().query('SELECT * FROM imports_to_forget($1)', [before])
  return z
    .array(Forgettable)
    .parse(rows)
    .map((row) => ({
      organizationId: row.organization_id,
      importId: row.import_id,
    }))
}
