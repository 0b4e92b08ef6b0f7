import { randomUUID } from 'node:crypto'
import { betterAuth } from 'better-auth'
import { authPool } from '#server/db/client.ts'
import { env } from '#server/env.ts'
import { sendPasswordLink } from './send-password-link.ts'

/** Passwords of people; the shapes of the forms hold to the same numbers. */
const PASSWORD_LENGTH = { min: 10, max: 128 }

/** How long a sign-in lasts. It is not prolonged by use. */
const SESSION_SECONDS = 14 * 86_400

/** How long a link for a new password works. */
export const PASSWORD_LINK_SECONDS = 3600

function make() {
  return betterAuth({
    appName: 'Zhile',
    baseURL: env().APP_URL,
    basePath: '/api/auth',
    secret: env().AUTH_SECRET,
    database: authPool(),
    telemetry: { enabled: false },
    logger: { disabled: true },
    // Our own limit counts by account and link, which no forwarded header can talk around.
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'zhile',
      useSecureCookies: env().APP_URL.startsWith('https:'),
      database: { generateId: () => randomUUID() },
      ipAddress: { disableIpTracking: true },
    },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_LENGTH.min,
      maxPasswordLength: PASSWORD_LENGTH.max,
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: PASSWORD_LINK_SECONDS,
      sendResetPassword: async ({ user, token }) => {
        await sendPasswordLink(user, token)
      },
    },
    session: {
      modelName: 'auth_sessions',
      expiresIn: SESSION_SECONDS,
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
      fields: {
        userId: 'user_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    user: {
      modelName: 'users',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
      additionalFields: {
        locale: { type: 'string', required: false, input: false },
        colorScheme: { type: 'string', required: false, input: false, fieldName: 'color_scheme' },
      },
    },
    account: {
      modelName: 'auth_accounts',
      fields: {
        userId: 'user_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    verification: {
      modelName: 'auth_verifications',
      storeIdentifier: 'hashed',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
  })
}

let made: ReturnType<typeof make> | undefined

/** The sign-in library, with its tables under our names. Made at first use, so that a build needs no settings. */
export function auth(): ReturnType<typeof make> {
  made ??= make()
  return made
}
