import type { inferOutput } from '@trpc/tanstack-react-query'
import type { useTRPC } from '../../_api/client.tsx'

type Calls = ReturnType<typeof useTRPC>['import']

/** One row of the list of imports. */
export type ImportSummaryView = inferOutput<Calls['list']>['imports'][number]

/** One import with all that its page shows. */
export type ImportView = inferOutput<Calls['get']>

/** A line that a person must look at. */
export type ProblemLineView = inferOutput<Calls['problems']>['lines'][number]

/** One of the first lines, as a mapping reads it. */
export type PreviewLineView = inferOutput<Calls['preview']>['lines'][number]
