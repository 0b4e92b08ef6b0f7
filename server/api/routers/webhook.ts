import {
  AddWebhookEndpoint,
  AddWebhookSource,
  ChangeWebhookEndpoint,
  ChosenDelivery,
  ChosenReceipt,
  ChosenWebhookEndpoint,
  ChosenWebhookSource,
  DeliveryListQuestion,
  ReceiptListQuestion,
  ReplayFailedDeliveries,
  SwitchWebhookEndpoint,
  SwitchWebhookSource,
} from '#server/domain/webhook/input.ts'
import { addWebhookEndpoint } from '#server/operations/webhook/add-webhook-endpoint.ts'
import { addWebhookSource } from '#server/operations/webhook/add-webhook-source.ts'
import { changeWebhookEndpoint } from '#server/operations/webhook/change-webhook-endpoint.ts'
import { removeWebhookEndpoint } from '#server/operations/webhook/remove-webhook-endpoint.ts'
import { replayDelivery } from '#server/operations/webhook/replay-delivery.ts'
import { replayFailedDeliveries } from '#server/operations/webhook/replay-failed-deliveries.ts'
import { replayReceipt } from '#server/operations/webhook/replay-receipt.ts'
import { rotateWebhookEndpoint } from '#server/operations/webhook/rotate-webhook-endpoint.ts'
import { rotateWebhookSource } from '#server/operations/webhook/rotate-webhook-source.ts'
import { sendTestEvent } from '#server/operations/webhook/send-test-event.ts'
import { switchWebhookEndpoint } from '#server/operations/webhook/switch-webhook-endpoint.ts'
import { switchWebhookSource } from '#server/operations/webhook/switch-webhook-source.ts'
import { webhookDeliveries } from '#server/reports/webhook-deliveries.ts'
import { webhookDelivery } from '#server/reports/webhook-delivery.ts'
import { webhookOverview } from '#server/reports/webhook-overview.ts'
import { webhookReceipts } from '#server/reports/webhook-receipts.ts'
import { router, signedIn } from '../trpc.ts'

export const webhookRouter = router({
  overview: signedIn.query(({ ctx }) => webhookOverview(ctx.actor, ctx.now)),
  deliveries: signedIn
    .input(DeliveryListQuestion)
    .query(({ ctx, input }) => webhookDeliveries(ctx.actor, input)),
  delivery: signedIn
    .input(ChosenDelivery)
    .query(({ ctx, input }) => webhookDelivery(ctx.actor, input)),
  receipts: signedIn
    .input(ReceiptListQuestion)
    .query(({ ctx, input }) => webhookReceipts(ctx.actor, input, ctx.now)),
  addEndpoint: signedIn
    .input(AddWebhookEndpoint)
    .mutation(({ ctx, input }) => addWebhookEndpoint(ctx.actor, input)),
  changeEndpoint: signedIn
    .input(ChangeWebhookEndpoint)
    .mutation(({ ctx, input }) => changeWebhookEndpoint(ctx.actor, input)),
  switchEndpoint: signedIn
    .input(SwitchWebhookEndpoint)
    .mutation(({ ctx, input }) => switchWebhookEndpoint(ctx.actor, input, ctx.now)),
  removeEndpoint: signedIn
    .input(ChosenWebhookEndpoint)
    .mutation(({ ctx, input }) => removeWebhookEndpoint(ctx.actor, input)),
  rotateEndpoint: signedIn
    .input(ChosenWebhookEndpoint)
    .mutation(({ ctx, input }) => rotateWebhookEndpoint(ctx.actor, input, ctx.now)),
  sendTest: signedIn
    .input(ChosenWebhookEndpoint)
    .mutation(({ ctx, input }) => sendTestEvent(ctx.actor, input)),
  replay: signedIn
    .input(ChosenDelivery)
    .mutation(({ ctx, input }) => replayDelivery(ctx.actor, input, ctx.now)),
  replayFailed: signedIn
    .input(ReplayFailedDeliveries)
    .mutation(({ ctx, input }) => replayFailedDeliveries(ctx.actor, input, ctx.now)),
  addSource: signedIn
    .input(AddWebhookSource)
    .mutation(({ ctx, input }) => addWebhookSource(ctx.actor, input)),
  switchSource: signedIn
    .input(SwitchWebhookSource)
    .mutation(({ ctx, input }) => switchWebhookSource(ctx.actor, input, ctx.now)),
  rotateSource: signedIn
    .input(ChosenWebhookSource)
    .mutation(({ ctx, input }) => rotateWebhookSource(ctx.actor, input, ctx.now)),
  replayReceipt: signedIn
    .input(ChosenReceipt)
    .mutation(({ ctx, input }) => replayReceipt(ctx.actor, input, ctx.now)),
})
