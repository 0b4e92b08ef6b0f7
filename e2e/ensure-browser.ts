import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { findBrowser } from './find-browser.ts'

// Installs what the walks need and this machine lacks: a browser, and glyphs for Chinese.

const isDebianRoot = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')

function run(command: string, args: string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  spawnSync(command, args, { stdio: 'inherit', env })
}

function hasChineseGlyphs(): boolean {
  const { stdout } = spawnSync('fc-list', [':lang=zh-cn', 'family'], { encoding: 'utf8' })
  return Boolean(stdout?.trim())
}

const missing = [
  ...(findBrowser() ? [] : ['chromium']),
  ...(hasChineseGlyphs() ? [] : ['fonts-noto-cjk', 'fontconfig']),
]
if (isDebianRoot && missing.length > 0) {
  run('apt-get', ['update', '-qq'])
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing])
}
if (!findBrowser()) run('npx', ['playwright', 'install', '--with-deps', 'chromium'])
if (!findBrowser()) {
  console.error(
    'No browser was found and none could be installed. Name one: CHROMIUM_PATH=/path/to/chrome',
  )
  process.exitCode = 1
}
