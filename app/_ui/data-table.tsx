'use client'

import { Checkbox, UnstyledButton } from '@mantine/core'
import { ArrowDown, ArrowUp, ArrowUpDown } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { KeyboardEvent, ReactNode } from 'react'
import { useRef } from 'react'
import classes from './data-table.module.css'
import { useShortcuts } from './use-shortcuts.ts'

export type Sort = { key: string; direction: 'asc' | 'desc' }

export type Column<Row> = {
  key: string
  label: string
  render: (row: Row) => ReactNode
  /** Numbers and money stand at the end, so that digits stand under digits. */
  align?: 'start' | 'end'
  /** The server can sort by this key. */
  isSortable?: boolean
  /** Said, not shown: for buttons, whose words stand on them. */
  isLabelHidden?: boolean
  /** Left out where the screen is narrow. */
  isMinor?: boolean
  /** Any CSS width. */
  width?: string
  /** Under the column, a sum for example. */
  total?: ReactNode
}

type DataTableProps<Row> = {
  /** What the rows are; read aloud before the table. */
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  sort?: Sort | undefined
  onSort?: ((sort: Sort) => void) | undefined
  selected?: ReadonlySet<string> | undefined
  onSelect?: ((selected: ReadonlySet<string>) => void) | undefined
  /** Enter or a click on a row opens it. */
  onOpen?: ((row: Row) => void) | undefined
  /** Shown when there are no rows. */
  empty?: ReactNode
  /** Newer rows are on their way: these are dimmed. */
  isStale?: boolean
  /** J, K and X belong to this table; turn off for the second table of a page. */
  hasShortcuts?: boolean
}

/** The one table: the server sorts and pages, the keyboard walks (J, K, X, Enter). */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const t = useTranslations('kit.table')
  const body = useRef<HTMLTableSectionElement>(null)
  const isSelectable = props.selected !== undefined && props.onSelect !== undefined
  useShortcuts(
    props.hasShortcuts === false
      ? []
      : [
          { key: 'j', run: () => step(body.current, 1) },
          { key: 'k', run: () => step(body.current, -1) },
          { key: 'x', run: () => tick(body.current) },
        ],
  )
  if (props.rows.length === 0)
    return <div className={classes.empty}>{props.empty ?? t('empty')}</div>
  return (
    // Keyboard users scroll a wide table by focusing its region.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable
    <section className={classes.region} aria-label={props.label} tabIndex={0}>
      <table className={classes.table} data-stale={props.isStale}>
        <caption className={classes.caption}>{props.label}</caption>
        <thead>
          <tr>
            {isSelectable ? <SelectAll {...props} /> : null}
            {props.columns.map((column) => (
              <Heading key={column.key} column={column} sort={props.sort} onSort={props.onSort} />
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {props.rows.map((row, index) => (
            <BodyRow key={props.rowKey(row)} row={row} isFirst={index === 0} table={props} />
          ))}
        </tbody>
        <Totals columns={props.columns} isSelectable={isSelectable} />
      </table>
    </section>
  )
}

/** Moves the focus from row to row; the browser keeps which one is current. */
function step(body: HTMLElement | null, by: 1 | -1): void {
  const rows = [...(body?.querySelectorAll<HTMLElement>(':scope > tr') ?? [])]
  const current = rows.findIndex((row) => row.contains(document.activeElement))
  const next = current === -1 ? (by === 1 ? 0 : rows.length - 1) : current + by
  rows[Math.min(Math.max(next, 0), rows.length - 1)]?.focus()
}

function tick(body: HTMLElement | null): void {
  const row = [...(body?.querySelectorAll<HTMLElement>(':scope > tr') ?? [])].find((candidate) =>
    candidate.contains(document.activeElement),
  )
  row?.querySelector<HTMLInputElement>('input[type="checkbox"]')?.click()
}

function SelectAll<Row>({ rows, rowKey, selected, onSelect }: DataTableProps<Row>) {
  const t = useTranslations('kit.table')
  const keys = rows.map(rowKey)
  const count = keys.filter((key) => selected?.has(key)).length
  return (
    <th scope="col" className={classes.tick}>
      <Checkbox
        size="xs"
        aria-label={t('selectAll')}
        checked={count === keys.length}
        indeterminate={count > 0 && count < keys.length}
        onChange={(event) => {
          const next = new Set(selected)
          for (const key of keys) event.currentTarget.checked ? next.add(key) : next.delete(key)
          onSelect?.(next)
        }}
      />
    </th>
  )
}

type HeadingProps<Row> = {
  column: Column<Row>
  sort: Sort | undefined
  onSort: ((sort: Sort) => void) | undefined
}

function Heading<Row>({ column, sort, onSort }: HeadingProps<Row>) {
  const t = useTranslations('kit.table')
  const direction = sort?.key === column.key ? sort.direction : undefined
  const Arrow = direction === 'asc' ? ArrowUp : direction === 'desc' ? ArrowDown : ArrowUpDown
  return (
    <th
      scope="col"
      data-align={column.align}
      data-minor={column.isMinor}
      style={column.width ? { width: column.width } : undefined}
      aria-sort={direction && (direction === 'asc' ? 'ascending' : 'descending')}
    >
      {column.isSortable && onSort ? (
        <UnstyledButton
          className={classes.sort}
          title={t('sortBy', { column: column.label })}
          onClick={() =>
            onSort({ key: column.key, direction: direction === 'desc' ? 'asc' : 'desc' })
          }
        >
          {column.label}
          <Arrow size={13} aria-hidden="true" data-active={direction !== undefined} />
        </UnstyledButton>
      ) : (
        <span className={column.isLabelHidden ? classes.caption : undefined}>{column.label}</span>
      )}
    </th>
  )
}

type BodyRowProps<Row> = { row: Row; isFirst: boolean; table: DataTableProps<Row> }

function BodyRow<Row>({ row, isFirst, table }: BodyRowProps<Row>) {
  const t = useTranslations('kit.table')
  const key = table.rowKey(row)
  const isSelected = table.selected?.has(key) ?? false
  const open = table.onOpen
  function onKeyDown(event: KeyboardEvent<HTMLTableRowElement>) {
    if (event.key !== 'Enter' || event.target !== event.currentTarget) return
    open?.(row)
  }
  return (
    <tr
      tabIndex={isFirst ? 0 : -1}
      data-selected={isSelected}
      data-open={open !== undefined}
      onKeyDown={onKeyDown}
      onClick={(event) => {
        if (event.target instanceof HTMLElement && !event.target.closest(INTERACTIVE)) open?.(row)
      }}
    >
      {table.selected && table.onSelect ? (
        <td className={classes.tick}>
          <Checkbox
            size="xs"
            aria-label={t('selectRow')}
            checked={isSelected}
            onChange={() => {
              const next = new Set(table.selected)
              isSelected ? next.delete(key) : next.add(key)
              table.onSelect?.(next)
            }}
          />
        </td>
      ) : null}
      {table.columns.map((column) => (
        <td key={column.key} data-align={column.align} data-minor={column.isMinor}>
          {column.render(row)}
        </td>
      ))}
    </tr>
  )
}

const INTERACTIVE = 'a, button, input, label, select, textarea, [role="menuitem"]'

type TotalsProps<Row> = { columns: readonly Column<Row>[]; isSelectable: boolean }

function Totals<Row>({ columns, isSelectable }: TotalsProps<Row>) {
  if (columns.every((column) => column.total === undefined)) return null
  return (
    <tfoot>
      <tr>
        {isSelectable ? <td /> : null}
        {columns.map((column) => (
          <td key={column.key} data-align={column.align} data-minor={column.isMinor}>
            {column.total}
          </td>
        ))}
      </tr>
    </tfoot>
  )
}
