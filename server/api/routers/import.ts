import {
  CheckImport,
  DeleteImportProfile,
  ImportId,
  ListImportRows,
  ListImports,
  PreviewImport,
  RecordImportAtOnce,
  RunImport,
  SaveImportProfile,
} from '#server/domain/import/input.ts'
import { cancelImport } from '#server/operations/import/cancel-import.ts'
import { checkImport } from '#server/operations/import/check-import.ts'
import { deleteImportProfile } from '#server/operations/import/delete-import-profile.ts'
import { previewImport } from '#server/operations/import/preview-import.ts'
import { recordImportAtOnce } from '#server/operations/import/record-import-at-once.ts'
import { runImport } from '#server/operations/import/run-import.ts'
import { saveImportProfile } from '#server/operations/import/save-import-profile.ts'
import { takeBackImport } from '#server/operations/import/take-back-import.ts'
import { importDetail } from '#server/reports/import-detail.ts'
import { importList } from '#server/reports/import-list.ts'
import { importProblems } from '#server/reports/import-problems.ts'
import { importProfiles } from '#server/reports/import-profiles.ts'
import { router, signedIn } from '../trpc.ts'

export const importRouter = router({
  list: signedIn.input(ListImports).query(({ ctx, input }) => importList(ctx.actor, input)),
  get: signedIn.input(ImportId).query(({ ctx, input }) => importDetail(ctx.actor, input, ctx.now)),
  problems: signedIn
    .input(ListImportRows)
    .query(({ ctx, input }) => importProblems(ctx.actor, input)),
  profiles: signedIn.query(({ ctx }) => importProfiles(ctx.actor)),
  // Nothing is kept of it; a mutation, since a mapping is longer than an address may be.
  preview: signedIn
    .input(PreviewImport)
    .mutation(({ ctx, input }) => previewImport(ctx.actor, input, ctx.now)),
  check: signedIn
    .input(CheckImport)
    .mutation(({ ctx, input }) => checkImport(ctx.actor, input, ctx.now)),
  recordAtOnce: signedIn
    .input(RecordImportAtOnce)
    .mutation(({ ctx, input }) => recordImportAtOnce(ctx.actor, input, ctx.now)),
  run: signedIn.input(RunImport).mutation(({ ctx, input }) => runImport(ctx.actor, input, ctx.now)),
  cancel: signedIn
    .input(ImportId)
    .mutation(({ ctx, input }) => cancelImport(ctx.actor, input, ctx.now)),
  takeBack: signedIn
    .input(ImportId)
    .mutation(({ ctx, input }) => takeBackImport(ctx.actor, input, ctx.now)),
  saveProfile: signedIn
    .input(SaveImportProfile)
    .mutation(({ ctx, input }) => saveImportProfile(ctx.actor, input, ctx.now)),
  deleteProfile: signedIn
    .input(DeleteImportProfile)
    .mutation(({ ctx, input }) => deleteImportProfile(ctx.actor, input)),
})
