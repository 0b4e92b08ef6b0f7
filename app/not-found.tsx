import { MissingPage } from './_ui/missing-page.tsx'

export default function NotFoundPage() {
  return (
    <main style={{ margin: '10vh auto' }}>
      <MissingPage />
    </main>
  )
}
