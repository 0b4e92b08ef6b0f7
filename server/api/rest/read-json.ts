import { DoorError } from './door-problem.ts'

/** A thousand items with long notes, three bytes a character. */
const MAX_BYTES = 8 * 1024 * 1024

/**
 * The JSON of a body, read once and parsed once.
 *
 * @throws DoorError media-type, too-large or json
 */
export async function readJson(request: Request): Promise<{ bytes: Buffer; value: unknown }> {
  requireType(request, ['application/json'])
  if (Number(request.headers.get('content-length') ?? 0) > MAX_BYTES)
    throw new DoorError({ kind: 'too-large' })
  const bytes = await readBytes(request)
  return { bytes, value: parsed(bytes) }
}

/** @throws DoorError media-type, when the body is of another type, or in another encoding than UTF-8 */
export function requireType(request: Request, types: readonly string[]): void {
  const [type, ...parameters] = (request.headers.get('content-type') ?? '').toLowerCase().split(';')
  const charset = parameters.map((one) => one.trim()).find((one) => one.startsWith('charset='))
  const isUtf8 = charset === undefined || /^charset="?utf-?8"?$/.test(charset)
  const isPlain = request.headers.get('content-encoding') === null
  if (!types.includes(type?.trim() ?? '') || !isUtf8 || !isPlain)
    throw new DoorError({ kind: 'media-type' })
}

/** A body without a stated length is counted as it comes. */
async function readBytes(request: Request): Promise<Buffer> {
  const reader = request.body?.getReader()
  if (!reader) return Buffer.alloc(0)
  const chunks: Uint8Array[] = []
  let length = 0
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    length += next.value.byteLength
    if (length > MAX_BYTES) {
      await reader.cancel()
      throw new DoorError({ kind: 'too-large' })
    }
    chunks.push(next.value)
  }
  return Buffer.concat(chunks, length)
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(utf8.decode(bytes))
  } catch {
    throw new DoorError({ kind: 'json' })
  }
}
