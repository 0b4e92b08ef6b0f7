import { transaction } from '#server/db/transaction.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import { invalid } from '#server/domain/errors.ts'
import type { AddProduct } from '#server/domain/product/input.ts'

/** Adds a product with its refund window; orders name it by its code. */
export async function addProduct(actor: Actor, input: AddProduct): Promise<{ id: string }> {
  authorize(actor, 'organization.change')
  return transaction(actor, async ({ prisma, organizationId }) => {
    const known = await prisma.product.findFirst({
      where: { code: input.code },
      select: { id: true },
    })
    if (known) throw invalid([{ field: 'code', code: 'name.taken' }])

    return prisma.product.create({ data: { organizationId, ...input }, select: { id: true } })
  })
}
