import { refuse } from '#server/api/rest/fact-routes.ts'

const unknown = refuse({ kind: 'not-found', noun: 'address' })

export { unknown as DELETE, unknown as GET, unknown as PATCH, unknown as POST, unknown as PUT }
