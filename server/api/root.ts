import { router } from './trpc.ts'

/** Every noun's router, by name. */
export const appRouter = router({})

export type AppRouter = typeof appRouter
