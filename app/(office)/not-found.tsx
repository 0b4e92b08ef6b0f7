import { MissingPage } from '../_ui/missing-page.tsx'

/** Inside the office the way on stays in sight. */
export default function NotFoundInOffice() {
  return <MissingPage />
}
