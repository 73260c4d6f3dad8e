// SPDX-License-Identifier: AGPL-3.0-or-later

/*
 * A stand-in for Nextcloud over HTTP: the administration page in its frame, the routes that the page
 * and the push server ask, and whatever a test adds. Messages go through a real Redis.
 */

import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import http from 'node:http'
import { join, normalize } from 'node:path'
import { randomBytes } from 'node:crypto'
import { here } from './processes.mjs'
import { page } from './frame.mjs'

const APP = normalize(join(here, '../../app'))
const TYPES = { js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml', json: 'application/json' }

export const HOPS = [
	['redis', 'Nextcloud can use Redis'], ['endpoint', 'The address for clients is usable'],
	['server', 'The push server can be reached at its public address'],
	['messages', 'The push server receives messages through Redis'], ['nextcloud', 'The push server can reach Nextcloud'],
	['database', 'The push server can read the database'], ['trusted-proxy', 'Nextcloud sees the addresses of clients'],
	['version', 'App and push server fit together'], ['heartbeat', 'Nextcloud would notice the end of the push server'],
	['websocket', 'WebSockets get through to the push server'], ['delivery', 'A message arrives at a client'],
].map(([id, title]) => ({ id, title }))

/** The two globals of Nextcloud's that translate. */
const TRANSLATE = `
	const texts = {}
	window.OC = { L10N: { register: (app, more) => Object.assign(texts, more) } }
	window.t = (app, text, values = {}) => (texts[text] || text).replace(/{(\\w+)}/g, (whole, name) => (name in values ? values[name] : whole));
`

/** What the self-test answers when everything is right. */
export function allRight() {
	return {
		passed: true,
		serverVersion: '1.4.100',
		deliveryMs: 1.5,
		checks: Object.fromEntries(HOPS.map(({ id, title }) => [id, { status: 'pass', summary: title, detail: '', repair: [] }])),
	}
}

export class Nextcloud {

	constructor(redis) {
		this.redis = redis
		this.user = 'admin'
		this.endpoint = ''
		this.theme = 'light'
		this.language = 'en'
		this.selfTest = allRight()
		this.refusesTokens = false
		this.users = {}
		this.pages = {}
		this.asked = []
		this.server = http.createServer((request, response) => {
			this.answer(request, response).catch((error) => {
				response.writeHead(500).end(String(error))
			})
		})
	}

	/** The app's own template, by the real PHP. */
	render(language) {
		return execFileSync('php', [join(here, 'lib/render-template.php'), join(APP, 'templates/admin.php'), language], { encoding: 'utf8' })
	}

	async start() {
		await new Promise((resolve) => this.server.listen(0, '127.0.0.1', resolve))
		this.url = `http://127.0.0.1:${this.server.address().port}`
	}

	async stop() {
		this.server.closeAllConnections()
		await new Promise((resolve) => this.server.close(resolve))
	}

	state() {
		return {
			endpoint: this.endpoint,
			webSocket: this.endpoint && this.endpoint.replace(/^http/, 'ws') + '/ws',
			appVersion: '1.4.100',
			hops: HOPS,
			setupCommand: 'sudo -u www-data php occ notify_push:setup',
			urls: {
				status: '/admin/status', selfTest: '/admin/self-test', connections: '/admin/connections', message: '/admin/message',
				preAuth: '/index.php/apps/notify_push/pre_auth',
			},
		}
	}

	async answer(request, response) {
		const { pathname } = new URL(request.url, this.url)
		const chunks = []
		for await (const chunk of request) {
			chunks.push(chunk)
		}
		const body = Buffer.concat(chunks).toString()
		this.asked.push(`${request.method} ${pathname}`)
		const send = (status, type, text) => response.writeHead(status, { 'Content-Type': type, ...this.security() }).end(text)
		const route = this.pages[pathname]
		if (route) {
			return send(200, route.type || 'text/html', route.text)
		}
		if (pathname === '/settings') {
			const translations = this.language === 'en' ? '' : `/l10n-${this.language}.js`
			return send(200, 'text/html', page({
				theme: this.theme, state: this.state(), template: this.render(this.language), language: this.language, translations,
			}))
		}
		const language = pathname.match(/^\/l10n-(\w+)\.js$/)
		if (language) {
			return send(200, TYPES.js, TRANSLATE + readFileSync(join(APP, `l10n/${language[1]}.js`), 'utf8'))
		}
		if (pathname.startsWith('/apps/notify_push/')) {
			return this.file(pathname.slice('/apps/notify_push/'.length), send)
		}
		const isPost = request.method === 'POST'
		if (['/admin/status', '/admin/self-test', '/admin/connections', '/admin/message'].includes(pathname)
			&& request.headers.requesttoken !== 'token-of-the-page') {
			return send(412, 'application/json', '{"message":"CSRF check failed"}')
		}
		switch (pathname) {
		case '/admin/status': return send(200, TYPES.json, JSON.stringify(await this.status()))
		case '/admin/self-test': return isPost ? send(200, TYPES.json, JSON.stringify(await this.selfTest)) : send(405, 'text/plain', '')
		case '/admin/connections': return send(200, TYPES.json, JSON.stringify(this.connectionsOf(JSON.parse(body).user)))
		case '/admin/message': return send(200, TYPES.json, JSON.stringify(await this.message(JSON.parse(body).nonce)))
		case '/index.php/apps/notify_push/pre_auth': return send(200, 'text/plain', await this.preAuth())
		case '/index.php/apps/notify_push/uid': return this.uid(request, send)
		case '/index.php/apps/notify_push/test/version':
			await this.redis.command('SET', 'notify_push_app_version', '1.4.100')
			return send(200, 'text/plain', '')
		default: return send(404, 'text/html', '<html>Page not found</html>')
		}
	}

	/** As strict as Nextcloud's, so that what would not run there does not run here. */
	security() {
		const connect = this.endpoint ? ` ${new URL(this.endpoint).origin.replace(/^http/, 'ws')}` : ''
		return {
			'Content-Security-Policy': "default-src 'none'; base-uri 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
				+ `img-src 'self' data:; font-src 'self'; connect-src 'self'${connect}; frame-ancestors 'self'`,
		}
	}

	file(path, send) {
		const file = join(APP, normalize(path))
		return file.startsWith(APP) && existsSync(file)
			? send(200, TYPES[file.split('.').pop()] || 'text/plain', readFileSync(file))
			: send(404, 'text/plain', '')
	}

	async status() {
		const start = performance.now()
		await this.redis.command('DEL', 'notify_push_metrics')
		let metrics = null
		if (await this.redis.publish('notify_query', 'metrics') > 0) {
			for (let tries = 0; tries < 100 && metrics === null; tries++) {
				metrics = JSON.parse(await this.redis.command('GET', 'notify_push_metrics'))
			}
		}
		return {
			endpoint: this.endpoint, redis: true, redisError: null, metrics,
			heartbeat: JSON.parse(await this.redis.command('GET', 'notify_push_heartbeat')),
			answerMs: metrics && performance.now() - start,
		}
	}

	connectionsOf(user) {
		const known = Object.keys(this.users).find((name) => name.toLowerCase() === user.toLowerCase())
		return { user: known ?? null, connections: known === undefined ? null : this.users[known] }
	}

	async message(nonce) {
		const event = { user: this.user, message: 'notify_push_admin_test', body: { nonce } }
		return { servers: await this.redis.publish('notify_custom', event) }
	}

	async preAuth() {
		const token = randomBytes(16).toString('hex')
		if (!this.refusesTokens) {
			await this.redis.publish('notify_pre_auth', { user: this.user, token })
		}
		return token
	}

	uid(request, send) {
		const [user, password] = Buffer.from((request.headers.authorization || '').slice(6), 'base64').toString().split(':')
		return password === `password of ${user}` ? send(200, 'text/plain', user) : send(401, 'text/plain', '')
	}

}
