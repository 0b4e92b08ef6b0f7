'use client'

import { QueryErrorResetBoundary } from '@tanstack/react-query'
import { Component, type ReactNode, Suspense } from 'react'
import { ErrorState } from './error-state.tsx'
import classes from './panel-boundary.module.css'

type PanelBoundaryProps = {
  children: ReactNode
  /** Height kept free while the panel loads, so that nothing jumps. */
  minHeight?: number
}

/** Around each panel: it loads and fails alone, the rest of the page stays. */
export function PanelBoundary({ children, minHeight = 240 }: PanelBoundaryProps) {
  return (
    <QueryErrorResetBoundary>
      {({ reset }) => (
        <Catch onRetry={reset}>
          <Suspense fallback={<div className={classes.skeleton} style={{ minHeight }} />}>
            {children}
          </Suspense>
        </Catch>
      )}
    </QueryErrorResetBoundary>
  )
}

type CatchProps = { children: ReactNode; onRetry: () => void }

class Catch extends Component<CatchProps, { error: unknown }> {
  override state = { error: null }

  static getDerivedStateFromError(error: unknown) {
    return { error }
  }

  override render() {
    if (this.state.error === null) return this.props.children
    const retry = () => {
      this.props.onRetry()
      this.setState({ error: null })
    }
    return <ErrorState error={this.state.error} onRetry={retry} />
  }
}
