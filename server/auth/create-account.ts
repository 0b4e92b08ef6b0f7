import { auth } from './auth.ts'

type NewAccount = { email: string; name: string; password: string }

/** Makes a person who can sign in, and says their id. What they may do comes with a membership. */
export async function createAccount({ email, name, password }: NewAccount): Promise<string> {
  const { internalAdapter, password: hashing } = await auth().$context
  const user = await internalAdapter.createUser(
    { email: email.toLowerCase(), name, emailVerified: false },
    { method: 'email-password' },
  )
  await internalAdapter.linkAccount({
    userId: user.id,
    accountId: user.id,
    providerId: 'credential',
    password: await hashing.hash(password),
  })
  return user.id
}
