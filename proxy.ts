import { randomUUID } from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'

/**
 * Gives each page a nonce for its content security policy and each request an id for the log. It decides nothing about
 * access: that is asked in the operation and in the database.
 */
export default function proxy(request: NextRequest): NextResponse {
  const headers = new Headers(request.headers)
  // Ours to set: a caller's own values must not reach the log or the redirect.
  headers.set('x-request-id', randomUUID())
  headers.set('x-path', request.nextUrl.pathname + request.nextUrl.search)
  const nonce = Buffer.from(randomUUID()).toString('base64')
  const policy = policyWith(nonce)
  headers.set('x-nonce', nonce)
  headers.set('content-security-policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  return response
}

function policyWith(nonce: string): string {
  const isDevelopment = process.env.NODE_ENV === 'development'
  return [
    `default-src 'self'`,
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? ` 'unsafe-eval'` : ''}`,
    // Mantine and the charts set style attributes; elements need the nonce.
    `style-src-elem 'self' ${isDevelopment ? `'unsafe-inline'` : `'nonce-${nonce}'`}`,
    `style-src-attr 'unsafe-inline'`,
    `img-src 'self' blob: data:`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `object-src 'none'`,
    `base-uri 'self'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ')
}

// Calls and uploads go past it: a proxy holds bodies in memory and cuts them off at ten megabytes.
export const config = { matcher: ['/((?!api/|_next/|icon.svg|favicon.ico).*)'] }
