import { answerOpenApi } from '#server/api/rest/answer-openapi.ts'

export const dynamic = 'force-dynamic'

export { answerOpenApi as GET }
