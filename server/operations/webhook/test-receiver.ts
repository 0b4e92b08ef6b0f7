import { once } from 'node:events'
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http'
import { afterAll } from 'vitest'

type Heard = { id: string; headers: IncomingHttpHeaders; body: string }

type Reply = { status: number; headers?: Record<string, string>; body?: string }

/** A real server on this machine that writes down what it hears. */
export type Receiver = {
  url: string
  heard: Heard[]
  /** What it answers; undefined never answers. */
  reply: Reply | undefined
  /** Settles when it has heard so many. */
  hears: (count: number) => Promise<void>
}

export async function startReceiver(): Promise<Receiver> {
  const waiting: { count: number; done: () => void }[] = []
  const receiver: Receiver = {
    url: '',
    heard: [],
    reply: { status: 204 },
    hears: (count) =>
      receiver.heard.length >= count
        ? Promise.resolve()
        : new Promise((done) => waiting.push({ count, done })),
  }
  const hear = async (request: IncomingMessage, response: ServerResponse) => {
    let body = ''
    for await (const part of request) body += part
    const { headers } = request
    receiver.heard.push({ id: String(headers['webhook-id']), headers, body })
    for (const { count, done } of waiting) if (receiver.heard.length >= count) done()
    const { reply } = receiver
    if (reply) response.writeHead(reply.status, reply.headers).end(reply.body)
  }
  const server = createServer((request, response) => void hear(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address === 'object' && address) receiver.url = `http://127.0.0.1:${address.port}/hook`
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })
  return receiver
}
