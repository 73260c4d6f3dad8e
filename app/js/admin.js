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
			this.showHops({})
			this.showFacts(null)
			this.showNumbers(null)
			if (this.data.endpoint === '') {
				this.find('run').disabled = true
				this.find('try').disabled = true
			}
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
			this.status = status
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
				return ['fail', translate('The push server is silent: it is not running, or uses another Redis.')]
			}
			if (this.data.endpoint === '') {
				return ['hint', translate('The push server is running, but clients are not told. Run "occ notify_push:setup".')]
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
			this.find('numbers').replaceChildren(...this.pairs(shown.map(([key, label]) => [
				label, metrics && key in metrics ? number(metrics[key]) : '–',
			])))
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
			this.last = metrics ? { time: now, metrics } : null
		}

		async runSelfTest() {
			const button = this.find('run')
			const list = this.find('hops')
			button.disabled = true
			list.setAttribute('aria-busy', 'true')
			this.find('run-state').textContent = translate('Testing …')
			this.showHops(Object.fromEntries(this.data.hops.map(({ id }) => [id, { status: 'active' }])))
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
					element('span', { class: 'notify-push__hop-title' }, title),
					element('span', { class: 'hidden-visually' }, `: ${STATES[check.status]}`),
				)
				if (check.status === 'fail' || check.status === 'hint') {
					item.append(...this.explanation(check))
				} else if (check.status === 'pass' && check.summary !== title) {
					item.append(element('p', {}, check.summary))
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
				const text = check.repair.join('\n')
				const button = element('button', { type: 'button' }, translate('Copy'))
				button.addEventListener('click', async () => {
					await copy(text)
					button.textContent = translate('Copied')
					setTimeout(() => {
						button.textContent = translate('Copy')
					}, 2000)
				})
				parts.push(element(
					'div', { class: 'notify-push__repair' },
					element('pre', { tabindex: '0', 'aria-label': translate('How to repair it') }, text),
					button,
				))
			}
			return parts
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
					element('span', {}, text),
					element('span', { class: 'notify-push__time' }),
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
						? '' : `${number(outcome.ms, 0)} ms${outcome.error ? ` – ${outcome.error}` : ''}`
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
