// SPDX-License-Identifier: AGPL-3.0-or-later

/*
 * A message to this browser: log in at the push server as a client, let Nextcloud send something,
 * and see it arrive. Every step has its own time limit and is reported when it ends.
 */
(function () {
	'use strict'

	const { request, translate } = window.NotifyPushAdmin
	const MESSAGE = 'notify_push_admin_test'
	const STEP_TIMEOUT = 10000

	/** The socket as a queue of texts that can be waited for. */
	class Inbox {

		constructor(url) {
			this.texts = []
			this.waiting = null
			this.failure = null
			this.socket = new WebSocket(url)
			this.socket.onmessage = (event) => this.take(String(event.data))
			this.socket.onclose = (event) => this.fail(translate('The connection was closed (code {code})', { code: event.code }))
			this.opened = new Promise((resolve) => {
				this.socket.onopen = resolve
			})
		}

		take(text) {
			if (this.waiting) {
				this.waiting.resolve(text)
				this.waiting = null
			} else {
				this.texts.push(text)
			}
		}

		fail(reason) {
			this.failure = new Error(reason)
			if (this.waiting) {
				this.waiting.reject(this.failure)
				this.waiting = null
			}
			if (this.onFailure) {
				this.onFailure(this.failure)
			}
		}

		open() {
			return Promise.race([this.opened, new Promise((resolve, reject) => {
				this.onFailure = reject
				if (this.failure) {
					reject(this.failure)
				}
			})])
		}

		next() {
			if (this.texts.length > 0) {
				return Promise.resolve(this.texts.shift())
			}
			if (this.failure) {
				return Promise.reject(this.failure)
			}
			return new Promise((resolve, reject) => {
				this.waiting = { resolve, reject }
			})
		}

		/** Skip texts until one fits. Events of the user's own files may come in between. */
		async find(fits) {
			for (;;) {
				const text = await this.next()
				if (text.startsWith('err: ')) {
					throw new Error(text.slice(5))
				}
				if (fits(text)) {
					return text
				}
			}
		}

		close() {
			this.socket.onclose = null
			this.socket.close(1000)
		}

	}

	function limited(promise) {
		let timer
		const late = new Promise((resolve, reject) => {
			timer = setTimeout(() => reject(new Error(translate('Nothing happened for {seconds} seconds', {
				seconds: STEP_TIMEOUT / 1000,
			}))), STEP_TIMEOUT)
		})
		return Promise.race([promise, late]).finally(() => clearTimeout(timer))
	}

	function randomText() {
		return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
	}

	/**
	 * @param {string} webSocket address of the push server
	 * @param {{preAuth: string, message: string}} urls of Nextcloud
	 * @param {function(string, object): void} report called with the id of a step, and
	 *        {state: 'active'|'pass'|'fail', ms, error}
	 * @return {Promise<number>} milliseconds from sending to arrival
	 */
	async function testInBrowser(webSocket, urls, report) {
		let inbox = null
		// Work that measures by itself comes back with its milliseconds.
		async function step(id, work) {
			const start = performance.now()
			report(id, { state: 'active' })
			try {
				const result = await limited(work())
				report(id, { state: 'pass', ms: typeof result === 'number' ? result : performance.now() - start })
				return result
			} catch (error) {
				report(id, { state: 'fail', ms: performance.now() - start, error: error.message })
				throw error
			}
		}
		try {
			const token = await step('token', async () => (await request('POST', urls.preAuth)).text())
			await step('connect', () => {
				inbox = new Inbox(webSocket)
				return inbox.open()
			})
			await step('login', () => {
				inbox.socket.send('')
				inbox.socket.send(token.trim())
				return inbox.find((text) => text === 'authenticated')
			})
			const nonce = randomText()
			const sent = performance.now()
			const arrival = inbox.find((text) => text === `${MESSAGE} {"nonce":"${nonce}"}`).then(() => performance.now())
			// Should sending fail, nobody waits for the arrival any more.
			arrival.catch(() => {})
			await step('send', () => request('POST', urls.message, { nonce }))
			return await step('arrive', async () => (await arrival) - sent)
		} finally {
			if (inbox) {
				inbox.close()
			}
		}
	}

	window.NotifyPushAdmin.testInBrowser = testInBrowser
})()
