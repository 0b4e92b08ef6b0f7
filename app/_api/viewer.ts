import 'server-only'
import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { readSession, type Session } from '#server/auth/session.ts'
import { can, type Permission } from '#server/domain/permission.ts'

export type Viewer = Session & { membership: NonNullable<Session['membership']> }

/** Who asks for this page; null for nobody, and for somebody without an organization. */
export async function findViewer(): Promise<Viewer | null> {
  const session = await readSession(await headers())
  if (!session?.membership) return null
  return { ...session, membership: session.membership }
}

/** Who asks for this page. Others are sent to the sign-in, and come back to the same address. */
export async function requireViewer(): Promise<Viewer> {
  const viewer = await findViewer()
  if (viewer) return viewer
  const path = (await headers()).get('x-path')
  redirect(path && path !== '/' ? `/sign-in?next=${encodeURIComponent(path)}` : '/sign-in')
}

/** Opens a page to the roles with the permission; to others there is no such page. Each call asks again. */
export async function openTo(permission: Permission): Promise<Viewer> {
  const viewer = await requireViewer()
  if (!can(viewer.membership.role, permission)) notFound()
  return viewer
}
