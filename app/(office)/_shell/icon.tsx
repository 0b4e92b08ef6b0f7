import {
  BookOpenText,
  HandHeart,
  Inbox,
  PenLine,
  Scale,
  ScrollText,
  Send,
  Settings,
  Share2,
  ShieldCheck,
  Users,
} from 'lucide-react'
import type { IconName } from './navigation.ts'

const ICONS = {
  scale: Scale,
  share: Share2,
  people: Users,
  pen: PenLine,
  inbox: Inbox,
  heart: HandHeart,
  send: Send,
  scroll: ScrollText,
  book: BookOpenText,
  shield: ShieldCheck,
  cog: Settings,
} satisfies Record<IconName, typeof Scale>

/** The sign of a place; its name stands beside it, so it is silent. */
export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  const Sign = ICONS[name]
  return <Sign size={size} strokeWidth={1.75} aria-hidden="true" />
}
