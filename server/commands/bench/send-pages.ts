import { gzipSync } from 'node:zlib'

const PAGES = [
  '/impact',
  '/customers',
  '/referrals',
  '/commissions',
  '/record',
  '/audit',
  '/imports',
]

/** Opens pages one after the other as a signed-in person until it is stopped; answers with how many were opened. */
export function openPages(appUrl: string, cookie: string): { stop: () => Promise<number> } {
  let isStopped = false
  let opened = 0
  const work = (async () => {
    while (!isStopped) {
      const page = PAGES[opened % PAGES.length] ?? ''
      const answer = await fetch(`${appUrl}${page}`, { headers: { cookie } }).catch(() => null)
      if (!answer?.ok) throw new Error(`${page} answered ${answer?.status ?? 'nothing'}.`)
      await answer.text()
      opened += 1
    }
  })()
  return {
    stop: async () => {
      isStopped = true
      await work
      return opened
    },
  }
}

/** Kilobytes, compressed as they travel, of every script that a page names: what a browser with an empty cache loads. */
export async function countScript(appUrl: string, page: string, cookie = ''): Promise<number> {
  const answer = await fetch(`${appUrl}${page}`, { headers: { cookie, accept: 'text/html' } })
  const html = await answer.text()
  // What is only for browsers without modules, no browser of today loads.
  const tags = [...html.matchAll(/<(?:script|link)\b[^>]*>/g)].map(([tag]) => tag)
  const loaded = tags.filter((tag) => !/nomodule/i.test(tag))
  const names = new Set(
    loaded.flatMap((tag) => /(?:src|href)="(\/_next\/static\/[^"?]+\.js)/.exec(tag)?.[1] ?? []),
  )
  if (names.size === 0)
    throw new Error(`The page (${answer.status}, ${answer.url}) names no script.`)
  let bytes = 0
  for (const name of names) {
    const script = await fetch(`${appUrl}${name}`)
    // fetch has unpacked it; what travelled is about what gzip makes of it.
    bytes += gzipSync(Buffer.from(await script.arrayBuffer())).length
  }
  return bytes / 1024
}
