import { answerUpload } from '#server/api/rest/upload.ts'

export const dynamic = 'force-dynamic'

export { answerUpload as PUT }
