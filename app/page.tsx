import { redirect } from 'next/navigation'
import { requireViewer } from './_api/viewer.ts'
import { landingOf } from './(office)/_shell/navigation.ts'

/** The front door: each role to its own desk. */
export default async function FrontDoor() {
  const viewer = await requireViewer()
  redirect(landingOf(viewer.membership.role))
}
