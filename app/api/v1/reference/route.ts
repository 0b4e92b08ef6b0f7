import { answerReference } from '#server/api/rest/answer-openapi.ts'

export const dynamic = 'force-dynamic'

export { answerReference as GET }
