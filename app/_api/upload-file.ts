import { z } from 'zod'
import type { Problem } from '#server/domain/errors.ts'
import { DoorError } from './problem-of.ts'

const Staged = z.object({ importId: z.string() })
const Refused = z.object({ problem: z.looseObject({ kind: z.string() }) })

/**
 * Sends a file to staging as a raw stream. XMLHttpRequest, since only it tells how far an upload is.
 * @throws DoorError with the problem, or without one when the line broke; DOMException AbortError when it was stopped.
 */
export function uploadFile(
  file: File,
  options: { onProgress: (share: number) => void; signal: AbortSignal },
): Promise<{ importId: string }> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('PUT', '/api/v1/uploads')
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.setRequestHeader('x-file-name', encodeURIComponent(file.name))
    request.upload.onprogress = ({ loaded, total }) => {
      options.onProgress(total > 0 ? loaded / total : 0)
    }
    request.onload = () => {
      const answer = parsed(request.responseText)
      const staged = Staged.safeParse(answer)
      const refused = Refused.safeParse(answer)
      if (request.status === 201 && staged.success) resolve(staged.data)
      else reject(new DoorError(refused.success ? (refused.data.problem as Problem) : null))
    }
    request.onerror = () => reject(new DoorError(null))
    request.onabort = () => reject(new DOMException('stopped', 'AbortError'))
    options.signal.addEventListener('abort', () => request.abort(), { once: true })
    request.send(file)
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
