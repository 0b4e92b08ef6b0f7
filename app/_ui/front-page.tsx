import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import classes from './front-page.module.css'
import { FrontPreferences } from './front-preferences.tsx'
import { Seal } from './seal.tsx'

type FrontPageProps = { title: string; lead?: ReactNode; children: ReactNode }

/** The sheet in front of the office: sign-in, invitation, password. */
export function FrontPage({ title, lead, children }: FrontPageProps) {
  const t = useTranslations('shell')
  return (
    <main className={classes.page}>
      <div className={classes.sheet}>
        <header className={classes.brand}>
          <Seal size={44} />
          <div>
            <p className={classes.name}>{t('brand')}</p>
            <p className={classes.slogan}>{t('slogan')}</p>
          </div>
        </header>
        <section className={classes.card}>
          <h1 className={classes.title}>{title}</h1>
          {lead ? <p className={classes.lead}>{lead}</p> : null}
          {children}
        </section>
        <FrontPreferences />
      </div>
    </main>
  )
}
