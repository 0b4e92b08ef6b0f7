import { answerAuth } from '#server/api/rest/auth.ts'

export const dynamic = 'force-dynamic'

export { answerAuth as POST }
