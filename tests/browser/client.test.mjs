// SPDX-License-Identifier: AGPL-3.0-or-later

/*
 * The published client library @nextcloud/notify_push, as the web interface uses it, in Chromium
 * against the push server that PUSH_DAEMON names; and the browser's own WebSocket.
 */

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import { buildSync } from 'esbuild'
import { launch, openPage } from './lib/browser.mjs'
import { Daemon } from './lib/daemon.mjs'
import { Nextcloud } from './lib/nextcloud.mjs'
import { Program, World, freePort, here, isListening, until } from './lib/processes.mjs'

describe('the client library', () => {
	let world, redis, nextcloud, daemon, context, page

	before(async () => {
		assert.ok(process.env.PUSH_DAEMON, 'PUSH_DAEMON names no push server, and none is built')
		world = new World()
		redis = await world.startRedis()
		nextcloud = world.add(new Nextcloud(redis))
		await nextcloud.start()
		daemon = await new Daemon(world, redis, nextcloud).start()
		nextcloud.endpoint = `http://127.0.0.1:${daemon.port}/push`
		const bundle = buildSync({
			entryPoints: [join(here, 'client-page.mjs')], bundle: true, format: 'iife', write: false, target: 'chrome110', logLevel: 'error',
		})
		nextcloud.pages['/client.js'] = { type: 'text/javascript', text: bundle.outputFiles[0].text }
		context = await launch(world)
	})
	after(() => world.end())
	beforeEach(async () => {
		nextcloud.pages['/'] = { text: clientPage() }
		page = await openPage(context)
		await page.goto(nextcloud.url)
	})
	afterEach(() => page.close())

	function clientPage() {
		const capabilities = {
			notify_push: {
				type: ['files', 'activities', 'notifications'],
				endpoints: {
					websocket: nextcloud.endpoint.replace(/^http/, 'ws') + '/ws',
					pre_auth: `${nextcloud.url}/index.php/apps/notify_push/pre_auth`,
				},
			},
		}
		const state = Buffer.from(JSON.stringify(capabilities)).toString('base64')
		return `<!DOCTYPE html><html><head data-requesttoken="token-of-the-page"><link rel="icon" href="data:,"></head><body>
			<input type="hidden" id="initial-state-core-capabilities" value="${state}"><script src="/client.js"></script></body></html>`
	}

	const received = () => page.evaluate(() => window.received.map(({ event, body }) => (body === undefined || body === null ? event : [event, body])))
	const messages = (count, what = 'messages') => until(async () => {
		const all = await received()
		return all.length >= count && all
	}, `${count} ${what}`)

	/** Listen, and wait until the push server knows the session. */
	async function listen(names, options) {
		const before = await sessions()
		const accepted = await page.evaluate(([list, more]) => list.map((name) => window.listenTo(name, more)), [names, options])
		assert.deepEqual(accepted, names.map(() => true))
		await until(async () => await sessions() > before, `a session ${daemon.program.output}`)
	}

	async function metrics() {
		await redis.command('DEL', 'notify_push_metrics')
		await redis.publish('notify_query', 'metrics')
		return JSON.parse(await until(() => redis.command('GET', 'notify_push_metrics'), 'metrics'))
	}

	const sessions = async () => (await metrics()).total_connection_count
	const custom = (message, body) => redis.publish('notify_custom', { user: 'admin', message, body })

	it('knows what is supported', async () => {
		assert.deepEqual(await page.evaluate(() => window.supported), ['files', 'activities', 'notifications'])
	})

	it('hears of files, activities and notifications', async () => {
		await listen(['notify_file', 'notify_activity', 'notify_notification'])
		await redis.publish('notify_storage_update', { storage: 1, path: 'files/a.txt', file_id: 55 })
		await redis.publish('notify_activity', { user: 'admin' })
		await redis.publish('notify_notification', { user: 'admin' })
		const all = await messages(3)
		assert.deepEqual(all.sort(), ['notify_activity', 'notify_file', 'notify_notification'])
		assert.deepEqual(page.problems, [])
	})

	it('hears which files changed, when it asks for ids', async () => {
		await listen(['notify_file_id', 'notify_file'])
		await redis.publish('notify_storage_update', { storage: 1, path: 'files/a.txt', file_id: 55 })
		await redis.publish('notify_storage_update', { storage: 1, path: 'files', file_id: 9007199254740991 })
		assert.deepEqual(await messages(1), [['notify_file_id', [55, 9007199254740991]]])
		await redis.publish('notify_user_share_created', { user: 'admin' })
		assert.deepEqual((await messages(2))[1], 'notify_file')
	})

	it('hears nothing that is meant for others', async () => {
		await listen(['notify_file', 'notify_activity', 'mine'])
		await redis.publish('notify_activity', { user: 'jane' })
		await redis.publish('notify_storage_update', { storage: 2, path: 'files/a.txt', file_id: 55 })
		await redis.publish('notify_custom', { user: 'jane', message: 'mine', body: {} })
		await custom('mine', { last: true })
		assert.deepEqual(await messages(1), [['mine', { last: true }]])
	})

	it('hears events of apps with every kind of body, at once and in order', async () => {
		const bodies = [
			{ boardId: 3 }, [1, 2, 3], 'a text with spaces', 17, false, { text: 'grüß dich 🎈 "quoted" \\ \n' }, undefined, null,
		]
		await listen(['deck_board_update', 'taskprocessing:task_id_7'])
		for (const body of bodies) {
			await custom('deck_board_update', body)
		}
		await custom('taskprocessing:task_id_7', { progress: 0.5 })
		const expected = bodies.map((body) => (body === undefined || body === null ? 'deck_board_update' : ['deck_board_update', body]))
		assert.deepEqual(await messages(9), [...expected, ['taskprocessing:task_id_7', { progress: 0.5 }]])
		for (let i = 0; i < 500; i++) {
			await custom('deck_board_update', { i })
		}
		const all = await messages(509)
		assert.deepEqual(all.slice(9).map(([, { i }]) => i), Array.from({ length: 500 }, (_, i) => i))
	})

	it('gets large bodies whole', async () => {
		await listen(['text_steps'])
		const text = 'x'.repeat(900000)
		await custom('text_steps', { text })
		assert.equal((await messages(1))[0][1].text, text)
	})

	it('logs in with a name and a password, too', async () => {
		await listen(['notify_activity'], { credentials: { username: 'admin', password: 'password of admin' } })
		await redis.publish('notify_activity', { user: 'admin' })
		assert.deepEqual(await messages(1), ['notify_activity'])
	})

	it('is refused with a wrong password', async () => {
		await page.evaluate(() => window.listenTo('notify_activity', { credentials: { username: 'admin', password: 'wrong' } }))
		await until(() => page.problems.length > 0 || daemon.program.output.includes('refused'), 'refusal')
		const before = await metrics()
		await redis.publish('notify_activity', { user: 'admin' })
		await new Promise((resolve) => setTimeout(resolve, 500))
		assert.deepEqual(await received(), [])
		assert.equal(before.active_user_count, 0)
	})

	it('comes back after a restart of the push server', { timeout: 60000 }, async () => {
		await listen(['notify_activity', 'after'])
		await daemon.stop('SIGTERM')
		assert.equal(daemon.program.child.exitCode, 0, daemon.program.output)
		await daemon.start()
		await until(async () => (await metrics()).active_connection_count === 1, 'the client', 30000)
		await custom('after', { restart: true })
		assert.deepEqual((await messages(1)).find(([event]) => event === 'after'), ['after', { restart: true }])
	})

	it('comes back after the push server was killed', { timeout: 60000 }, async () => {
		await listen(['after'])
		await daemon.stop('SIGKILL')
		await daemon.start()
		await until(async () => (await metrics()).active_connection_count === 1, 'the client', 30000)
		await custom('after', { kill: true })
		assert.deepEqual(await messages(1), [['after', { kill: true }]])
	})

	it('comes back after a reset', { timeout: 60000 }, async () => {
		await listen(['after'])
		const { total_connection_count: before } = await metrics()
		await redis.publish('notify_signal', 'reset')
		await until(async () => (await metrics()).total_connection_count > before, 'the client', 30000)
		await custom('after', { reset: true })
		assert.deepEqual(await messages(1), [['after', { reset: true }]])
	})

	it('serves the administration page', async () => {
		const admin = await openPage(context)
		await admin.goto(`${nextcloud.url}/settings`)
		await admin.getByText('The push server is running.').waitFor()
		await admin.getByRole('button', { name: 'Test now' }).click()
		await admin.getByText(/The message arrived \d+ ms after it was asked for/).waitFor()
		const facts = await admin.locator('.notify-push__facts').innerText()
		assert.match(facts, /Version of the push server\s+1\.4\.\d+/)
		assert.doesNotMatch(facts, /Running since\s+–/)
		assert.match(await admin.locator('.notify-push__numbers').innerText(), /Messages sent\s+[\d,]+/)
		assert.deepEqual(admin.problems, [])
		await admin.close()
	})

	const PLAIN = { protocol: '', extensions: '', texts: ['authenticated', 'hello {"there":1}'] }

	it('is a plain WebSocket for the browser, without extension or subprotocol', async () => {
		for (const path of ['/ws', '/push/ws', '/ws/?a=b']) {
			assert.deepEqual(await openWebSocket(`ws://127.0.0.1:${daemon.port}${path}`), PLAIN)
		}
	})

	function makeCertificate() {
		const [key, certificate] = ['tls.key', 'tls.crt'].map((name) => join(world.folder, name))
		execFileSync('openssl', [
			'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', '/CN=localhost',
			'-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', key, '-out', certificate,
		], { stdio: 'ignore' })
		return { key, certificate }
	}

	it('is the same through nginx with TLS, by the lines that the wizard prints', async () => {
		const { key, certificate } = makeCertificate()
		const port = await freePort()
		const lines = execFileSync('php', [join(here, 'lib/proxy-lines.php'), 'nginx', String(daemon.port), '/push'], { encoding: 'utf8' })
		const { folder } = world
		const file = join(folder, 'nginx.conf')
		writeFileSync(file, `daemon off; master_process off; pid ${folder}/nginx.pid; error_log ${folder}/nginx.log; events {} http {
			access_log off; client_body_temp_path ${folder}/b; proxy_temp_path ${folder}/p; fastcgi_temp_path ${folder}/f;
			uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
			server { listen 127.0.0.1:${port} ssl; ssl_certificate ${certificate}; ssl_certificate_key ${key};
			${lines} location / { return 200; } } }`)
		const nginx = world.add(new Program('/usr/sbin/nginx', ['-c', file, '-e', join(folder, 'nginx.log')]))
		await until(() => isListening(port), `nginx ${nginx.output}`)
		// Chromium only forgives a certificate to whoever visits the page first, as people do.
		await page.goto(`https://127.0.0.1:${port}/`)
		assert.deepEqual(await openWebSocket(`wss://127.0.0.1:${port}/push/ws`), PLAIN)
		await nginx.stop()
	})

	it('serves TLS by itself, or says that it cannot', async () => {
		const { key, certificate } = makeCertificate()
		const secure = new Daemon(world, redis, nextcloud, ['--tls-cert', certificate, '--tls-key', key])
		try {
			await secure.start()
		} catch (error) {
			// Serving plain text where TLS was asked for would be the one wrong answer.
			assert.match(String(error), /--tls-cert, --tls-key: this version cannot terminate TLS/)
			assert.equal(secure.program.child.exitCode, 1)
			return
		}
		await page.goto(`https://127.0.0.1:${secure.port}/test/cookie`)
		assert.deepEqual(await openWebSocket(`wss://127.0.0.1:${secure.port}/push/ws`), PLAIN)
		await secure.stop()
	})

	async function openWebSocket(url) {
		const token = `token-${Math.random()}`
		await redis.publish('notify_pre_auth', { user: 'solo', token })
		const opened = page.evaluate(([address, secret]) => new Promise((resolve, reject) => {
			const socket = new WebSocket(address)
			const texts = []
			socket.onopen = () => {
				socket.send('')
				socket.send(secret)
			}
			socket.onerror = () => reject(new Error(`no connection to ${address}`))
			socket.onmessage = ({ data }) => {
				texts.push(data)
				if (texts.length === 2) {
					resolve({ protocol: socket.protocol, extensions: socket.extensions, texts })
					socket.close()
				}
			}
		}), [url, token])
		await until(async () => (await metrics()).active_user_count > 0, 'login').catch(() => {})
		await redis.publish('notify_custom', { user: 'solo', message: 'hello', body: { there: 1 } })
		return opened
	}
})
