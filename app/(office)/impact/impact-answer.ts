import type { inferOutput } from '@trpc/tanstack-react-query'
import type { useTRPC } from '#app/_api/client.tsx'

type Calls = ReturnType<typeof useTRPC>['impact']

/** What the server answers, as this page's parts hand it on. */
export type ImpactAnswer = inferOutput<Calls['byMoment']>
export type ImpactRow = ImpactAnswer['rows'][number]
export type OutcomeFigure = ImpactRow['share']
export type Outcome = 'share' | 'complaint'
export type BehindPage = inferOutput<Calls['exposuresBehind']>
export type WorthItAnswer = inferOutput<Calls['worthIt']>
