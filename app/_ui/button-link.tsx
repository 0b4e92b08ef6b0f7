'use client'

import { Button, type ButtonProps } from '@mantine/core'
import Link from 'next/link'
import type { ReactNode } from 'react'

type ButtonLinkProps = ButtonProps & { href: string; children: ReactNode }

/** A link that looks like a button; usable from server components. */
export function ButtonLink({ href, children, ...props }: ButtonLinkProps) {
  return (
    <Button component={Link} href={href} {...props}>
      {children}
    </Button>
  )
}
