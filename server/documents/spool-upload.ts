import { isUtf8 } from 'node:buffer'
import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { invalid } from '#server/domain/errors.ts'
import { detectEncoding, type Encoding } from '#server/domain/import/text-format.ts'

/** A file of somebody else's on our disk for as long as it takes to read it. */
export type SpooledUpload = {
  sha256: Buffer
  byteCount: number
  encoding: Encoding
  read(): AsyncIterable<Uint8Array>
}

const LARGEST_BYTES = 16 * 1024 ** 3
const READ_BYTES = 1024 ** 2
const HEAD_BYTES = 4096

/**
 * Writes a body to a private temporary file, hands it to `work`, and removes it whatever happens. Only the whole file tells its
 * encoding, and the second reading needs no memory.
 *
 * @throws ProblemError invalid: file.empty, file.too-large, file.not-text
 */
export async function spoolUpload<T>(
  body: AsyncIterable<Uint8Array>,
  work: (file: SpooledUpload) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'zhile-upload-'))
  try {
    const path = join(folder, randomUUID())
    const { sha256, byteCount, isStrictUtf8, head } = await write(path, body)
    const encoding = detectEncoding(head, isStrictUtf8)
    if (byteCount === 0) throw invalid([{ field: 'file', code: 'file.empty' }])
    if (!isText(head, encoding)) throw invalid([{ field: 'file', code: 'file.not-text' }])
    return await work({
      sha256,
      byteCount,
      encoding,
      read: () => createReadStream(path, { highWaterMark: READ_BYTES }),
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function write(path: string, body: AsyncIterable<Uint8Array>) {
  const file = await open(path, 'wx', 0o600)
  try {
    const hash = createHash('sha256')
    const strict = utf8Judge()
    let byteCount = 0
    let isStrictUtf8 = true
    let head = Buffer.alloc(0)
    for await (const chunk of body) {
      byteCount += chunk.byteLength
      if (byteCount > LARGEST_BYTES) throw invalid([{ field: 'file', code: 'file.too-large' }])
      if (head.length < HEAD_BYTES) head = Buffer.concat([head, chunk]).subarray(0, HEAD_BYTES)
      isStrictUtf8 = isStrictUtf8 && strict(chunk, false)
      hash.update(chunk)
      await file.writeFile(chunk)
    }
    isStrictUtf8 = isStrictUtf8 && strict(new Uint8Array(), true)
    return { sha256: hash.digest(), byteCount, isStrictUtf8, head }
  } finally {
    await file.close()
  }
}

/** Judges bytes part by part; a character that a part cuts in two is judged with the next. */
function utf8Judge(): (part: Uint8Array, isLast: boolean) => boolean {
  let rest: Uint8Array = new Uint8Array()
  return (part, isLast) => {
    const bytes = rest.length > 0 ? Buffer.concat([rest, part]) : part
    const end = isLast ? bytes.length : bytes.length - cutLength(bytes)
    rest = bytes.slice(end)
    return isUtf8(bytes.subarray(0, end))
  }
}

/** How many bytes at the end begin a character that does not end there: at most three. */
function cutLength(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return 0
    if (byte < 0xc0) continue
    const needed = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4
    return needed > back ? back : 0
  }
  return 0
}

/** Workbooks, archives and pictures have zero bytes near their start; text in these encodings has none. */
function isText(head: Uint8Array, encoding: Encoding): boolean {
  const isWide = encoding === 'utf-16le' || encoding === 'utf-16be'
  return isWide || !head.includes(0)
}
