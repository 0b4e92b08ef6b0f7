import { streamRoutes } from '#server/api/rest/fact-routes.ts'

export const { GET, POST, PUT, PATCH, DELETE } = streamRoutes('complaints')
