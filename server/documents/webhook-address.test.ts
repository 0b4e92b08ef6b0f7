import { expect, test } from 'vitest'
import { checkAddress, isPublicAddress } from './webhook-address.ts'

test.each([
  '0.0.0.0',
  '10.0.0.1',
  '100.64.0.1',
  '127.0.0.1',
  '127.255.255.254',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.192',
  '192.168.1.1',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:10.0.0.1',
  '::ffff:127.0.0.1',
  '::127.0.0.1',
  '64:ff9b::a00:1',
  '100::1',
  '2001:db8::1',
  '2001::1',
  '2002:7f00:1::',
  'fc00::1',
  'fd00:ec2::254',
  'fe80::1',
  'fe80::1%eth0',
  'fec0::1',
  'ff02::1',
  'no address',
])('%s leads inside or nowhere', (address) => {
  expect(isPublicAddress(address)).toBe(false)
})

test.each(['1.1.1.1', '93.184.216.34', '172.15.0.1', '172.32.0.1', '2606:4700::1111', '2a00::1'])(
  '%s is on the public internet',
  (address) => {
    expect(isPublicAddress(address)).toBe(true)
  },
)

test.each([
  'https://127.0.0.1/',
  'https://127.1/',
  'https://2130706433/',
  'https://0x7f000001/',
  'https://0177.0.0.1/',
  'https://[::1]/',
  'https://[::ffff:169.254.169.254]/',
  'https://[fe80::1]/',
  'https://localhost/',
  'https://169.254.169.254/latest/meta-data/',
  'https://10.0.0.1:8443/',
  'http://93.184.216.34/',
])('%s is refused after the look-up', async (url) => {
  expect(await checkAddress(new URL(url), false)).toBeNull()
})

test('https to a public address connects to exactly that address', async () => {
  expect(await checkAddress(new URL('https://93.184.216.34/hook'), false)).toEqual({
    address: '93.184.216.34',
    family: 4,
  })
})

test('the loop back to this machine is let in only where settings say so, and nothing else inside with it', async () => {
  expect(await checkAddress(new URL('http://127.0.0.1:1/'), true)).toEqual({
    address: '127.0.0.1',
    family: 4,
  })
  for (const url of ['http://10.0.0.1/', 'https://192.168.0.1/', 'http://93.184.216.34/'])
    expect(await checkAddress(new URL(url), true)).toBeNull()
})
