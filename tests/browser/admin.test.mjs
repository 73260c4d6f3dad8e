// SPDX-License-Identifier: AGPL-3.0-or-later

/* The administration page in Chromium: seen, clicked, read aloud, narrow, dark, and with things broken. */

import assert from 'node:assert/strict'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import { launch, openPage } from './lib/browser.mjs'
import { Nextcloud, allRight } from './lib/nextcloud.mjs'
import { Program, World, here, until } from './lib/processes.mjs'

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
const PUSH_SERVER = join(here, '../../app/tests/unit/SelfTest/push_server.py')

const broken = () => {
	const result = allRight()
	result.passed = false
	result.checks.endpoint = {
		status: 'hint', summary: 'Clients will send passwords without encryption', detail: 'Browsers refuse it.',
		repair: ['occ notify_push:setup https://cloud.example.com/push'],
	}
	result.checks.websocket = {
		status: 'fail', summary: 'nginx does not pass the headers "Upgrade" and "Connection" on',
		detail: 'The answer is HTTP 400 instead of 101. <script>alert(1)</script>',
		repair: [
			'# nginx: inside the "server" block of Nextcloud, before any "location" with a regular expression',
			'location ^~ /push/ {', '\tproxy_pass http://127.0.0.1:7867/;', '\tproxy_http_version 1.1;',
			'\tproxy_set_header Upgrade $http_upgrade;', '\tproxy_set_header Connection "Upgrade";', '}',
		],
	}
	result.checks.delivery = { status: 'skipped', summary: 'Not tried: A message arrives at a client', detail: '', repair: [] }
	return result
}

describe('the administration page', () => {
	let world, redis, nextcloud, context, page

	before(async () => {
		world = new World()
		redis = await world.startRedis()
		context = await launch(world)
	})
	after(() => world.end())

	beforeEach(async () => {
		await redis.command('FLUSHALL')
		nextcloud = new Nextcloud(redis)
		await nextcloud.start()
		page = await openPage(context)
	})
	afterEach(async () => {
		await page.close()
		if (nextcloud.push) {
			await nextcloud.push.stop()
		}
		await nextcloud.stop()
	})

	async function startPush(faults = {}) {
		const file = join(world.folder, 'faults.json')
		writeFileSync(file, JSON.stringify(faults))
		nextcloud.push = new Program('/usr/bin/python3', [PUSH_SERVER, redis.socketPath, file])
		const port = await until(() => nextcloud.push.output.match(/^\d+$/m)?.[0], `push server ${nextcloud.push.output}`)
		nextcloud.endpoint = `http://127.0.0.1:${port}/push`
	}

	async function open({ theme = 'light', width = 1280, height = 1400, language = 'en' } = {}) {
		Object.assign(nextcloud, { theme, language })
		await page.setViewportSize({ width, height })
		await page.goto(`${nextcloud.url}/settings`)
		await page.locator('.notify-push__state[data-state="unknown"]').waitFor({ state: 'detached' })
	}

	const state = () => page.locator('.notify-push__state')
	const hop = (id) => page.locator(`[data-hop="${id}"]`)
	const tested = () => page.locator('.notify-push__hops[aria-busy="false"] [data-state="pass"]').first().waitFor()

	async function picture(name) {
		if (process.env.SCREENSHOTS) {
			mkdirSync(process.env.SCREENSHOTS, { recursive: true })
			await page.screenshot({ path: join(process.env.SCREENSHOTS, `${name}.png`), fullPage: true })
		}
	}

	it('shows that everything works, and tests all links by itself', async () => {
		await startPush()
		await open()
		await tested()
		assert.equal(await state().getAttribute('data-state'), 'pass')
		assert.match(await state().innerText(), /The push server is running\./)
		assert.equal(await page.locator('.notify-push__hops > [data-state="pass"]').count(), 11)
		await picture('admin-well')
		assert.equal(await page.locator('.notify-push__run-state').innerText(), 'All links work.')
		const facts = await page.locator('.notify-push__facts').innerText()
		assert.match(facts, /1\.4\.100[\s\S]*1\.4\.100/)
		assert.ok(nextcloud.asked.includes('POST /admin/self-test'))
		assert.deepEqual(page.problems, [])
	})

	it('shows the numbers of the push server, and draws them', async () => {
		await startPush()
		await open()
		const numbers = await page.locator('.notify-push__numbers').innerText()
		assert.match(numbers, /Messages sent\s+10/)
		assert.match(numbers, /Events received\s+40/)
		// Two more samples make a line.
		await until(() => nextcloud.asked.filter((one) => one === 'GET /admin/status').length >= 3, 'polls', 15000)
		const chart = page.locator('.notify-push__chart').first()
		const line = await chart.locator('.notify-push__line').getAttribute('d')
		assert.match(line, /^M[\d.]+ [\d.]+h0\.5(L[\d.]+ [\d.]+)*L300\.0 [\d.]+$/)
		assert.equal(await page.getByRole('img', { name: 'Connections: 0', exact: true }).count(), 1)
		const delay = await page.locator('.notify-push__chart').nth(3).locator('.notify-push__chart-now').innerText()
		assert.match(delay, /^[\d.]+ ms$/)
		await chart.locator('summary').click()
		assert.ok(await chart.locator('tbody tr').count() >= 2)
		assert.deepEqual(page.problems, [])
	})

	it('shows a message arriving in this browser', async () => {
		await startPush()
		await open()
		await page.getByRole('button', { name: 'Test now' }).click()
		await page.getByText(/The message arrived \d+ ms after it was asked for/).waitFor()
		const steps = await page.locator('.notify-push__steps > li').evaluateAll((items) => items.map((item) => item.dataset.state))
		assert.deepEqual(steps, ['pass', 'pass', 'pass', 'pass', 'pass'])
		assert.match(await page.locator('.notify-push__steps > li').last().innerText(), /\d+\u00a0ms/)
		assert.ok(await page.getByRole('button', { name: 'Test now' }).isEnabled())
		assert.deepEqual(page.problems, [])
	})

	it('names the step at which the message got lost', async () => {
		await startPush()
		nextcloud.refusesTokens = true
		await open()
		await page.getByRole('button', { name: 'Test now' }).click()
		await page.getByText('It did not work: Invalid credentials').waitFor()
		const steps = await page.locator('.notify-push__steps > li').evaluateAll((items) => items.map((item) => item.dataset.state))
		assert.deepEqual(steps, ['pass', 'pass', 'fail', 'unknown', 'unknown'])
	})

	it('says when no connection opens', async () => {
		await startPush({ handshake: 400 })
		await open()
		await page.getByRole('button', { name: 'Test now' }).click()
		await page.getByText(/It did not work: The connection was closed \(code 1006\)/).waitFor()
		assert.equal(await page.locator('.notify-push__steps > [data-state="fail"]').count(), 1)
	})

	it('says when a message does not arrive in time', { timeout: 30000 }, async () => {
		await startPush({ drop: 9 })
		await open()
		await page.getByRole('button', { name: 'Test now' }).click()
		await page.getByText('It did not work: Nothing happened for 10 seconds').waitFor({ timeout: 15000 })
	})

	it('names the broken link with lines to copy, and runs the test again', async () => {
		await startPush()
		nextcloud.selfTest = broken()
		await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: nextcloud.url })
		await open()
		await tested()
		assert.equal(await hop('websocket').getAttribute('data-state'), 'fail')
		assert.match(await hop('websocket').innerText(), /nginx does not pass the headers[\s\S]*<script>alert\(1\)<\/script>/)
		assert.equal(await hop('delivery').getAttribute('data-state'), 'skipped')
		assert.match(await state().innerText(), /a link on the way is broken/)
		assert.equal(await hop('endpoint').getAttribute('data-state'), 'hint')
		await hop('websocket').getByRole('button', { name: 'Copy' }).click()
		await hop('websocket').getByRole('button', { name: 'Copied' }).waitFor()
		assert.equal(await page.evaluate(() => navigator.clipboard.readText()), broken().checks.websocket.repair.join('\n'))
		nextcloud.selfTest = allRight()
		await page.getByRole('button', { name: 'Test all links' }).click()
		await page.getByText('All links work.').waitFor()
		assert.equal(await page.locator('.notify-push__hops pre').count(), 0)
		assert.equal(await state().getAttribute('data-state'), 'pass')
		assert.deepEqual(page.problems, [])
	})

	it('says that the push server is silent', async () => {
		nextcloud.endpoint = 'http://127.0.0.1:9/push'
		await open()
		assert.equal(await state().getAttribute('data-state'), 'fail')
		assert.match(await state().innerText(), /is silent/)
		await picture('admin-silent')
		assert.match(await page.locator('.notify-push__numbers').innerText(), /Connections\s+–/)
	})

	it('notices when the push server comes and goes', { timeout: 40000 }, async () => {
		await startPush()
		await open()
		await nextcloud.push.stop('SIGKILL')
		await redis.command('DEL', 'notify_push_heartbeat')
		await page.getByText(/is silent/).waitFor({ timeout: 8000 })
		const { endpoint } = nextcloud
		await startPush()
		nextcloud.endpoint = endpoint
		await page.getByText('The push server is running.').waitFor({ timeout: 8000 })
		// The counters start from nothing again, and no rate is below zero.
		assert.equal(await page.locator('.notify-push__chart').nth(1).getByText('-').count(), 0)
	})

	it('draws ten minutes of a busy server that is restarted once', async () => {
		nextcloud.endpoint = 'http://127.0.0.1:9/push'
		let sample = 0
		nextcloud.status = async () => {
			const i = sample++
			const since = i < 70 ? i : i - 70
			return {
				endpoint: nextcloud.endpoint, redis: true, redisError: null, answerMs: i === 30 ? null : 1 + (i % 7) / 3,
				heartbeat: { version: '1.4.100', protocol: '1.4', started: 1790000000, connections: 1200 },
				metrics: i === 30 ? null : {
					active_connection_count: Math.round(1200 + 300 * Math.sin(i / 12)), active_user_count: 800,
					total_connection_count: 90000 + i, mapping_query_count: 300 + i, events_received: 500 * since,
					messages_sent: 1000 * since, messages_sent_file: 40 * since + (since % 5) * 30,
					messages_sent_activity: 25 * since, messages_sent_notification: 6 * since, messages_sent_custom: 60 * since,
					custom_delivery_count: 60 * since, custom_delivery_us_sum: 60 * since * 70 + 4000 * Math.floor(since / 9),
					custom_delivery_us_p50: 68, custom_delivery_us_p99: 410,
					builtin_lateness_count: 70 * since, builtin_lateness_us_sum: 70 * since * 180, builtin_lateness_us_p50: 170,
				},
			}
		}
		await page.clock.install()
		await open()
		for (let i = 0; i < 118; i++) {
			const before = sample
			await page.clock.runFor(5000)
			await until(() => sample > before, 'sample')
		}
		await page.waitForFunction(() => document.querySelectorAll('.notify-push__line')[0].getAttribute('d').split('L').length > 100)
		await picture('admin-charts')
		const lines = await page.locator('.notify-push__line').evaluateAll((all) => all.map((line) => line.getAttribute('d')))
		assert.equal(lines.length, 8)
		// The sample without numbers is a gap: two strokes. The restart is none, and no rate falls below zero.
		assert.deepEqual(lines.map((line) => line.split('M').length - 1), [2, 2, 2, 2, 2, 3, 3, 2])
		for (const line of lines) {
			const heights = [...line.matchAll(/[\d.]+ ([\d.]+)/g)].map((match) => Number(match[1]))
			assert.ok(Math.min(...heights) >= 0 && Math.max(...heights) <= 80, line)
		}
		const tops = await page.locator('.notify-push__chart-top').allInnerTexts()
		assert.deepEqual(tops, ['2,000', '20', '0.2 ms', '5 ms'])
		assert.equal(await page.locator('.notify-push__chart').first().locator('tbody tr').count(), 12)
	})

	it('says how to begin before the set-up', async () => {
		await open()
		assert.equal(await state().getAttribute('data-state'), 'hint')
		assert.match(await state().innerText(), /not set up yet/)
		await picture('admin-begin')
		assert.equal(await page.locator('.notify-push__begin pre').innerText(), 'sudo -u www-data php occ notify_push:setup')
		assert.ok(!nextcloud.asked.includes('POST /admin/self-test'))
		// Whatever the core does with sections: what is hidden takes no place.
		const headings = await page.locator('.notify-push h3').filter({ visible: true }).allInnerTexts()
		assert.deepEqual(headings, ['How to begin'])
		assert.deepEqual(page.problems, [])
	})

	it('follows the wizard: a push server runs, then clients are told', { timeout: 30000 }, async () => {
		await startPush()
		const { endpoint } = nextcloud
		nextcloud.endpoint = ''
		await open()
		await page.getByText('A push server is running, but clients are not told where.').waitFor()
		assert.match(await page.locator('.notify-push__numbers').innerText(), /Events received\s+40/)
		await picture('admin-wizard')
		nextcloud.endpoint = endpoint
		await page.getByText('All links work.').waitFor({ timeout: 10000 })
		assert.ok(await page.locator('.notify-push__begin').isHidden())
		assert.equal(await state().getAttribute('data-state'), 'pass')
		assert.deepEqual(page.problems, [])
	})

	it('tells how often a user is connected', async () => {
		await startPush()
		nextcloud.users = { 'Alice <b>': 2, bob: 0, carol: null }
		await open()
		const answers = {
			'alice <b>': 'Alice <b> is connected. Clients: 2', bob: 'bob is not connected.', nobody: 'There is no such user.',
			carol: 'The push server did not answer.',
		}
		for (const [name, answer] of Object.entries(answers)) {
			await page.getByLabel('User name').fill(` ${name} `)
			await page.keyboard.press('Enter')
			await page.getByText(answer, { exact: true }).waitFor()
		}
		assert.deepEqual(page.problems, [])
	})

	it('does not jump while the links are tested again', async () => {
		await startPush()
		nextcloud.selfTest = broken()
		await open()
		await tested()
		const place = () => page.locator('#notify-push-numbers').evaluate((heading) => heading.getBoundingClientRect().top)
		const before = await place()
		let go
		nextcloud.selfTest = new Promise((resolve) => {
			go = () => resolve(broken())
		})
		await page.getByRole('button', { name: 'Test all links' }).click()
		await page.locator('.notify-push__hops[aria-busy="true"]').waitFor()
		assert.equal(await place(), before)
		assert.match(await hop('websocket').innerText(), /nginx does not pass the headers/, 'still to be read')
		go()
		await page.locator('.notify-push__hops[aria-busy="false"]').waitFor()
		assert.equal(await place(), before)
	})

	it('speaks the language of the user', async () => {
		await startPush()
		nextcloud.selfTest = broken()
		await open({ language: 'de' })
		await tested()
		await page.getByRole('button', { name: 'Jetzt testen' }).click()
		await page.getByText(/Die Nachricht kam \d+ ms nach der Anforderung an/).waitFor()
		await picture('admin-german')
		const { translations } = JSON.parse(readFileSync(join(here, '../../app/l10n/de.json'), 'utf8'))
		const text = await page.locator('#notify-push-admin').innerText()
		const english = Object.entries(translations).filter(([key, value]) => key !== value && key.length > 12 && !key.includes('%'))
			.map(([key]) => key).filter((key) => text.includes(key))
		// What comes out of the self-test is translated by the server, which this one does not do.
		const fromServer = nextcloud.state().hops.map(({ title }) => title)
		assert.deepEqual(english.filter((key) => !fromServer.includes(key) && key !== 'Clients will send passwords without encryption'), [])
		assert.deepEqual(page.problems, [])
	})

	it('survives a Nextcloud that fails', async () => {
		await startPush()
		nextcloud.selfTest = Promise.reject(new Error('broken on purpose'))
		nextcloud.selfTest.catch(() => {})
		await open()
		await page.getByText(/The test could not be run: Nextcloud answered 500/).waitFor()
		assert.ok(await page.getByRole('button', { name: 'Test all links' }).isEnabled())
	})

	it('can be used with the keyboard alone', async () => {
		await startPush()
		nextcloud.selfTest = broken()
		await open()
		await tested()
		const stops = []
		await page.locator('#app-navigation a').focus()
		for (let i = 0; i < 12; i++) {
			await page.keyboard.press('Tab')
			stops.push(await page.evaluate(() => document.activeElement.tagName + ' ' + document.activeElement.textContent.slice(0, 14)))
		}
		assert.deepEqual(stops.map((stop) => stop.split(' ')[0]), ['BUTTON', 'PRE', 'BUTTON', 'PRE', 'BUTTON', 'BUTTON', 'INPUT', 'BUTTON', 'SUMMARY', 'SUMMARY', 'SUMMARY', 'SUMMARY'])
		await page.getByRole('button', { name: 'Test now' }).focus()
		await page.keyboard.press('Enter')
		await page.getByText(/The message arrived \d+ ms/).waitFor()
	})

	for (const theme of ['light', 'dark', 'contrast']) {
		for (const [width, size] of [[1280, 'wide'], [360, 'narrow']]) {
			it(`has no obstacles for assistive technology, and fits: ${theme}, ${size}`, async () => {
				await startPush()
				nextcloud.selfTest = broken()
				await open({ theme, width })
				await tested()
				await page.getByRole('button', { name: 'Test now' }).click()
				await page.getByText(/The message arrived \d+ ms/).waitFor()
				await picture(`admin-${theme}-${size}`)
				const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
				assert.equal(overflow, 0, 'the page scrolls sideways')
				const violations = await checkAccess()
				assert.deepEqual(violations, [])
			})
		}
	}

	async function checkAccess() {
		await page.evaluate(`${readFileSync(AXE, 'utf8')};0`)
		const result = await page.evaluate(() => window.axe.run('#notify-push-admin', { resultTypes: ['violations'] }))
		return result.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)
	}
})
