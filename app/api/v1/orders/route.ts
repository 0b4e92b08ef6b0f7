import { factRoutes } from '#server/api/rest/fact-routes.ts'

export const { GET, POST, PUT, PATCH, DELETE } = factRoutes('orders')
