// SPDX-License-Identifier: AGPL-3.0-or-later

/*
 * The administration page: asks Nextcloud for the state of things every few seconds while it is
 * seen, and runs the tests when somebody presses the buttons.
 */
(function () {
	'use strict'

	const { element, translate, initialState, request, copy, number, Chart, testInBrowser } = window.NotifyPushAdmin
	const INTERVAL = 5000
	const SPAN = 600

	const KINDS = [
		{ key: 'messages_sent_file', label: translate('Files') },
		{ key: 'messages_sent_activity', label: translate('Activities') },
		{ key: 'messages_sent_notification', label: translate('Notifications') },
		{ key: 'messages_sent_custom', label: translate('Apps') },
	]
	const NUMBERS = [
		['active_connection_count', translate('Connections')],
		['active_user_count', translate('Users')],
		['total_connection_count', translate('Connections since its start')],
		['events_received', translate('Events received')],
		['messages_sent', translate('Messages sent')],
		['mapping_query_count', translate('Database queries')],
	]
	/** Only newer push servers count these. */
	const MORE_NUMBERS = [
		['logins_refused', translate('Logins refused')],
		['events_missed', translate('Events missed')],
		['messages_dropped_custom', translate('Messages dropped')],
	]
	/** Microseconds from the receipt of an app's message to its sending; newer push servers only, after the first one. */
	const QUANTILES = [
		['custom_delivery_us_p50', translate('App delay, median')],
		['custom_delivery_us_p99', translate('App delay, 99 %')],
	]
	/** What the push server measures as a sum and a number. Files and the like wait on purpose: only what is beyond counts. */
	const DELAYS = [
		{ key: 'custom_delivery', label: translate('Apps: from receipt to sending') },
		{ key: 'builtin_lateness', label: translate('Others: later than due') },
	]
	const STATES = {
		pass: translate('works'),
		hint: translate('works, with a hint'),
		fail: translate('broken'),
		skipped: translate('not tested'),
		unknown: translate('not tested yet'),
		active: translate('is being tested'),
	}

	class Page {

		constructor(root) {
			this.root = root
			this.data = initialState('admin')
			this.last = null
			this.status = null
			this.serverVersion = null
			this.isLinkBroken = false
			this.charts = this.makeCharts()
			this.find('charts').append(...Object.values(this.charts).map((chart) => chart.figure))
			this.find('run').addEventListener('click', () => this.runSelfTest())
			this.find('try').addEventListener('click', () => this.runBrowserTest())
			this.find('who').addEventListener('submit', (event) => {
				event.preventDefault()
				this.lookUpUser()
			})
			this.find('command').append(this.linesToCopy(this.data.setupCommand, translate('The command')))
			const isSetUp = this.data.endpoint !== ''
			this.find('begin').hidden = isSetUp
			this.root.querySelectorAll('.notify-push__after, .notify-push__live').forEach((section) => {
				section.hidden = !isSetUp
			})
			this.showHops({})
			this.showFacts(null)
			this.showNumbers(null)
		}

		find(name) {
			return this.root.querySelector(`.notify-push__${name}`)
		}

		makeCharts() {
			return {
				connections: new Chart({
					title: translate('Connections'), unit: '', digits: 0, span: SPAN,
					series: [{ key: 'value', label: translate('Connections') }],
				}),
				messages: new Chart({
					title: translate('Messages per second'), unit: '', digits: 1, span: SPAN, series: KINDS,
				}),
				delivery: new Chart({
					title: translate('Delay within the push server, on average'), unit: 'ms', digits: 3, span: SPAN, series: DELAYS,
				}),
				delay: new Chart({
					title: translate('Delay: Redis to the push server and back'), unit: 'ms', digits: 1, span: SPAN,
					series: [{ key: 'value', label: translate('Delay') }],
				}),
			}
		}

		async start() {
			if (this.data.endpoint !== '') {
				this.runSelfTest()
			}
			for (;;) {
				if (!document.hidden) {
					await this.refresh()
				}
				await new Promise((resolve) => setTimeout(resolve, INTERVAL))
			}
		}

		async refresh() {
			let status
			try {
				status = await (await request('GET', this.data.urls.status)).json()
			} catch (error) {
				this.showState('fail', error.message)
				return
			}
			if (status.endpoint !== this.data.endpoint) {
				// Set up, or changed, meanwhile: the page may only connect to the address that it was made for.
				location.reload()
				return
			}
			this.status = status
			if (status.metrics !== null) {
				// Before the set-up is done, too, there may be a push server to watch.
				this.find('live').hidden = false
			}
			this.showState(...this.judge(status))
			this.showFacts(status)
			this.showNumbers(status.metrics)
			this.addSamples(status)
		}

		judge(status) {
			if (!status.redis) {
				return ['fail', translate('Redis is not configured, and Client Push cannot work without it.')]
			}
			if (status.redisError) {
				return ['fail', translate('Redis cannot be used: {reason}', { reason: status.redisError })]
			}
			if (status.metrics === null && status.heartbeat === null) {
				return this.data.endpoint === ''
					? ['hint', translate('Client Push is not set up yet.')]
					: ['fail', translate('The push server is silent: it is not running, or not connected to the Redis of Nextcloud.')]
			}
			if (this.data.endpoint === '') {
				return ['hint', translate('A push server is running, but clients are not told where.')]
			}
			if (this.isLinkBroken) {
				return ['fail', translate('The push server is running, but a link on the way is broken.')]
			}
			return ['pass', translate('The push server is running.')]
		}

		showState(state, text) {
			const box = this.find('state')
			if (box.dataset.state !== state || this.find('state-text').textContent !== text) {
				// Only a change is worth an announcement.
				box.dataset.state = state
				this.find('state-text').textContent = text
			}
		}

		showFacts(status) {
			const beat = status && status.heartbeat
			const facts = [
				[translate('Address for clients'), this.data.endpoint || translate('none')],
				[translate('Version of the app'), this.data.appVersion],
				[translate('Version of the push server'), (beat && beat.version) || this.serverVersion || '–'],
				[translate('Running since'), beat && beat.started ? this.time(beat.started) : '–'],
			]
			this.find('facts').replaceChildren(...this.pairs(facts))
		}

		time(value) {
			// Seconds since 1970, or a date in text.
			const date = new Date(/^\d+$/.test(String(value)) ? Number(value) * 1000 : value)
			return isNaN(date) ? '–' : date.toLocaleString(document.documentElement.lang || undefined)
		}

		showNumbers(metrics) {
			const shown = [...NUMBERS, ...MORE_NUMBERS.filter(([key]) => metrics && key in metrics)]
			const times = QUANTILES.filter(([key]) => metrics && key in metrics)
			this.find('numbers').replaceChildren(...this.pairs([
				...shown.map(([key, label]) => [label, metrics && key in metrics ? number(metrics[key]) : '–']),
				...times.map(([key, label]) => [label, `${number(metrics[key] / 1000, 2)} ms`]),
			]))
		}

		pairs(list) {
			return list.map(([name, value]) => element('div', {}, element('dt', {}, name), element('dd', {}, value)))
		}

		addSamples(status) {
			const now = Date.now()
			const metrics = status.metrics
			this.charts.connections.add({ value: metrics ? metrics.active_connection_count : null }, now)
			this.charts.delay.add({ value: status.answerMs }, now)
			const rates = {}
			for (const { key } of KINDS) {
				const seconds = this.last ? (now - this.last.time) / 1000 : 0
				const step = metrics && this.last ? metrics[key] - this.last.metrics[key] : NaN
				// A smaller number than before means that the push server was started anew.
				rates[key] = seconds > 0 && !isNaN(step) ? Math.max(0, step) / seconds : null
			}
			this.charts.messages.add(rates, now)
			this.charts.delivery.add(Object.fromEntries(DELAYS.map(({ key }) => [key, this.meanSinceLast(metrics, key)])), now)
			this.last = metrics ? { time: now, metrics } : null
		}

		/** Milliseconds, of what was sent between the last sample and this one; null for nothing. */
		meanSinceLast(metrics, key) {
			if (!metrics || !this.last) {
				return null
			}
			const before = this.last.metrics
			const count = metrics[`${key}_count`] - before[`${key}_count`]
			const sum = metrics[`${key}_us_sum`] - before[`${key}_us_sum`]
			return count > 0 && sum >= 0 ? sum / count / 1000 : null
		}

		async runSelfTest() {
			const button = this.find('run')
			const list = this.find('hops')
			button.disabled = true
			list.setAttribute('aria-busy', 'true')
			this.find('run-state').textContent = translate('Testing …')
			// What was wrong stays to be read until it is known anew, and nothing jumps meanwhile.
			list.querySelectorAll(':scope > li').forEach((item) => {
				item.dataset.state = 'active'
				item.querySelector('.notify-push__spoken').textContent = `: ${STATES.active}`
			})
			try {
				const result = await (await request('POST', this.data.urls.selfTest, {})).json()
				this.serverVersion = result.serverVersion
				this.isLinkBroken = !result.passed
				this.showHops(result.checks)
				if (this.status) {
					this.showState(...this.judge(this.status))
				}
				this.find('run-state').textContent = result.passed
					? translate('All links work.')
					: translate('At least one link is broken. The first one marked ✗ is the one to repair.')
			} catch (error) {
				this.showHops({})
				this.find('run-state').textContent = translate('The test could not be run: {reason}', { reason: error.message })
			} finally {
				button.disabled = false
				list.setAttribute('aria-busy', 'false')
			}
		}

		showHops(checks) {
			this.find('hops').replaceChildren(...this.data.hops.map(({ id, title }) => {
				const check = checks[id] || { status: 'unknown' }
				const item = element(
					'li', { 'data-state': check.status, 'data-hop': id },
					element('span', { class: 'notify-push__mark', 'aria-hidden': 'true' }),
					element(
						'span', { class: 'notify-push__hop-title' },
						// What was found says more than what was looked for, in one line as well.
						check.status === 'pass' ? check.summary : title,
						element('span', { class: 'hidden-visually notify-push__spoken' }, `: ${STATES[check.status]}`),
					),
				)
				if (check.status === 'fail' || check.status === 'hint') {
					item.append(...this.explanation(check))
				}
				return item
			}))
		}

		explanation(check) {
			const parts = [element('p', { class: 'notify-push__summary' }, check.summary)]
			if (check.detail) {
				parts.push(element('p', {}, check.detail))
			}
			if (check.repair.length > 0) {
				parts.push(this.linesToCopy(check.repair.join('\n'), translate('How to repair it')))
			}
			return parts
		}

		linesToCopy(text, label) {
			const button = element('button', { type: 'button' }, translate('Copy'))
			button.addEventListener('click', async () => {
				await copy(text)
				button.textContent = translate('Copied')
				setTimeout(() => {
					button.textContent = translate('Copy')
				}, 2000)
			})
			return element(
				'div', { class: 'notify-push__repair' },
				element('pre', { tabindex: '0', role: 'group', 'aria-label': label }, text),
				button,
			)
		}

		async lookUpUser() {
			const state = this.find('who-state')
			const form = this.find('who')
			const button = form.querySelector('button')
			const name = form.elements.user.value.trim()
			if (name === '') {
				return
			}
			button.disabled = true
			try {
				const { user, connections } = await (await request('POST', this.data.urls.connections, { user: name })).json()
				state.textContent = this.describeUser(user, connections)
			} catch (error) {
				state.textContent = error.message
			} finally {
				button.disabled = false
			}
		}

		describeUser(user, connections) {
			if (user === null) {
				return translate('There is no such user.')
			}
			if (connections === null) {
				return translate('The push server did not answer.')
			}
			return connections === 0
				? translate('{user} is not connected.', { user })
				: translate('{user} is connected. Clients: {connections}', { user, connections: number(connections) })
		}

		async runBrowserTest() {
			const button = this.find('try')
			const list = this.find('steps')
			const state = this.find('try-state')
			const steps = {
				token: translate('Nextcloud gives a token for the login'),
				connect: translate('The connection to {address} opens', { address: this.data.webSocket }),
				login: translate('The push server accepts the token'),
				send: translate('Nextcloud sends a message'),
				arrive: translate('The message arrives in this browser'),
			}
			const items = {}
			for (const [id, text] of Object.entries(steps)) {
				items[id] = element(
					'li', { 'data-state': 'unknown' },
					element('span', { class: 'notify-push__mark', 'aria-hidden': 'true' }),
					element('span', {}, text, element('span', { class: 'notify-push__time' })),
				)
			}
			list.replaceChildren(...Object.values(items))
			list.hidden = false
			state.textContent = ''
			button.disabled = true
			try {
				const ms = await testInBrowser(this.data.webSocket, this.data.urls, (id, outcome) => {
					items[id].dataset.state = outcome.state
					items[id].querySelector('.notify-push__time').textContent = outcome.ms === undefined
						? '' : `${number(outcome.ms, 0)}\u00a0ms${outcome.error ? ` – ${outcome.error}` : ''}`
				})
				state.textContent = translate('The message arrived {ms} ms after it was asked for.', { ms: number(ms, 0) })
			} catch (error) {
				state.textContent = translate('It did not work: {reason}', { reason: error.message })
			} finally {
				button.disabled = false
			}
		}

	}

	function start() {
		const root = document.getElementById('notify-push-admin')
		if (root) {
			new Page(root).start()
		}
	}

	if (document.readyState === 'loading') {
		document.addEventListener('DOMContentLoaded', start)
	} else {
		start()
	}
})()
