// SPDX-License-Identifier: AGPL-3.0-or-later
// The demo as a person sees it: tools/demo in Chromium, clicked on, ended with Ctrl-C.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

const demo = fileURLToPath(new URL('../../tools/demo', import.meta.url))
const port = 20000 + Math.floor(Math.random() * 20000)
let process_, browser, page, output = ''

before(async () => {
  process_ = spawn(demo, ['--port', String(port)], { stdio: ['ignore', 'pipe', 'pipe'] })
  process_.stdout.on('data', data => { output += data })
  process_.stderr.on('data', data => { output += data })
  for (let i = 0; i < 3000 && !output.includes('Open http'); i++) {
    assert.equal(process_.exitCode, null, output)
    await new Promise(resolve => setTimeout(resolve, 100))
  }
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  })
  page = await browser.newPage({ viewport: { width: 390, height: 800 } })
  await page.goto(`http://127.0.0.1:${port}/`)
  await page.waitForSelector('#alice .state.on')
  await page.waitForSelector('#bob .state.on')
})

after(async () => {
  await browser?.close()
  process_?.kill('SIGKILL')
})

const newest = user => page.locator(`#${user} li:not(.empty)`).first()

test('each button lets a message arrive, with its delay', async () => {
  for (const [what, user, hearer, text] of [
    ['upload', 'alice', 'alice', /^notify_file_id \[11,\d+\]$/], ['share', 'alice', 'bob', /^notify_file$/],
    ['activity', 'bob', 'bob', /^notify_activity$/], ['notify', 'alice', 'alice', /^notify_notification$/],
    ['custom', 'bob', 'bob', /^deck_card_update \{/],
  ]) {
    const count = Number(await page.locator(`#${hearer} .count`).textContent())
    await page.click(`#${user} [data-act=${what}]`)
    await page.waitForFunction(([u, n]) => Number(document.querySelector(`#${u} .count`).textContent) > n, [hearer, count])
    assert.match(await newest(hearer).locator('.text').textContent(), text)
    await page.waitForFunction(u => /^\d+\.\d ms$/.test(document.querySelector(`#${u} .last-delay`).textContent), hearer)
  }
})

test('after the share Bob hears of Alice\'s files', async () => {
  const count = Number(await page.locator('#bob .count').textContent())
  await page.waitForTimeout(500)
  await page.click('#alice [data-act=upload]')
  await page.waitForFunction(n => Number(document.querySelector('#bob .count').textContent) > n, count)
  assert.match(await newest('bob').locator('.text').textContent(), /^notify_file_id \[11,\d+\]$/)
})

test('it fits a phone', async () => {
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth))
})

test('Ctrl-C ends all of it and leaves nothing behind', async () => {
  const folder = output.match(/redis +(\/\S+)\/redis\.sock/)[1]
  assert.ok(existsSync(folder))
  const ended = new Promise(resolve => process_.on('exit', resolve))
  process_.kill('SIGINT')
  assert.equal(await ended, 0)
  assert.ok(!existsSync(folder))
})
