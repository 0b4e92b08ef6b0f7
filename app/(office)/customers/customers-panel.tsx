'use client'

import { CloseButton, Select, TextInput } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { debounce, useQueryStates } from 'nuqs'
import { useDeferredValue, useRef } from 'react'
import { useTRPC } from '#app/_api/client.tsx'
import { useViewer } from '#app/_api/use-viewer.tsx'
import { Card } from '#app/_ui/card.tsx'
import { DataTable, type Sort } from '#app/_ui/data-table.tsx'
import { PageHeader } from '#app/_ui/page-header.tsx'
import { Pager } from '#app/_ui/pager.tsx'
import { useShortcuts } from '#app/_ui/use-shortcuts.ts'
import { CUSTOMER_ORDERS } from '#server/domain/customer/list/customer-order.ts'
import { findListPlace } from '#server/domain/customer/list/list-place.ts'
import { can } from '#server/domain/permission.ts'
import { AddCustomer } from './add-customer.tsx'
import classes from './customers.module.css'
import { CustomersEmpty } from './customers-empty.tsx'
import { type CustomersSearch, customersSearch, listQuestionOf } from './customers-search.ts'
import { useCustomerColumns } from './use-customer-columns.tsx'

const FIRST_PAGE = { after: null, before: null }

/** The list of customers: find one by a few letters, or walk through all of them. */
export function CustomersPanel() {
  const t = useTranslations('customers')
  const { role } = useViewer()
  const [search, setSearch] = useQueryStates(customersSearch, { history: 'push' })
  // The old page stays, dimmed, until the new one is there.
  const asked = useDeferredValue(search)
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        actions={can(role, 'customer.record') ? <AddCustomer /> : null}
      />
      <Card isFlush>
        <Controls
          search={search}
          onText={(q) =>
            void setSearch(
              { q: q || null, ...FIRST_PAGE },
              { history: 'replace', limitUrlUpdates: debounce(q ? 250 : 0) },
            )
          }
          onOrder={(order) => void setSearch({ order, ...FIRST_PAGE })}
        />
        <List search={asked} isStale={asked !== search} onSearch={setSearch} />
      </Card>
    </>
  )
}

type ControlsProps = {
  search: CustomersSearch
  onText: (text: string) => void
  onOrder: (order: CustomersSearch['order']) => void
}

function Controls({ search, onText, onOrder }: ControlsProps) {
  const t = useTranslations('customers')
  const field = useRef<HTMLInputElement>(null)
  useShortcuts([{ key: '/', run: () => field.current?.focus() }])
  return (
    <div className={classes.controls}>
      <TextInput
        ref={field}
        type="search"
        className={classes.search}
        aria-label={t('search.label')}
        placeholder={t('search.placeholder')}
        maxLength={100}
        leftSection={<Search size={16} aria-hidden="true" />}
        rightSection={
          search.q ? (
            <CloseButton size="sm" aria-label={t('search.clear')} onClick={() => onText('')} />
          ) : null
        }
        value={search.q}
        onChange={(event) => onText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && !event.nativeEvent.isComposing) onText('')
        }}
      />
      <Select
        aria-label={t('order.label')}
        className={classes.order}
        disabled={search.q.trim() !== ''}
        data={CUSTOMER_ORDERS.map((value) => ({ value, label: t(`order.${value}`) }))}
        value={search.order}
        allowDeselect={false}
        onChange={(value) => {
          const order = CUSTOMER_ORDERS.find((one) => one === value)
          if (order) onOrder(order)
        }}
      />
    </div>
  )
}

type ListProps = {
  search: CustomersSearch
  isStale: boolean
  onSearch: (change: Partial<CustomersSearch>) => Promise<URLSearchParams>
}

function List({ search, isStale, onSearch }: ListProps) {
  const t = useTranslations('customers')
  const trpc = useTRPC()
  const router = useRouter()
  const columns = useCustomerColumns()
  const question = listQuestionOf(search)
  const { data } = useSuspenseQuery(trpc.customer.list.queryOptions(question))
  const isSearching = question.text !== ''
  const goTo = (place: string | null, side: 'after' | 'before') =>
    place === null
      ? undefined
      : () => void onSearch({ ...FIRST_PAGE, [side]: findListPlace(place) })
  return (
    <>
      <DataTable
        label={t('list')}
        columns={columns}
        rows={data.rows}
        rowKey={(row) => row.id}
        isStale={isStale}
        onOpen={(row) => router.push(`/customers/${row.id}`)}
        sort={isSearching ? undefined : sortOf(search.order)}
        onSort={
          isSearching ? undefined : (sort) => void onSearch({ ...FIRST_PAGE, order: orderOf(sort) })
        }
        empty={<CustomersEmpty text={question.text} />}
      />
      {data.hasMore ? (
        <p className={classes.note}>{t('search.more', { count: data.rows.length })}</p>
      ) : null}
      {data.next || data.previous ? (
        <Pager onPrevious={goTo(data.previous, 'before')} onNext={goTo(data.next, 'after')}>
          {t('rows', { count: data.rows.length })}
        </Pager>
      ) : null}
    </>
  )
}

function sortOf(order: CustomersSearch['order']): Sort | undefined {
  if (!order.startsWith('name')) return undefined
  return { key: 'name', direction: order === 'name' ? 'asc' : 'desc' }
}

function orderOf({ direction }: Sort): CustomersSearch['order'] {
  return direction === 'asc' ? 'name' : 'name-desc'
}
