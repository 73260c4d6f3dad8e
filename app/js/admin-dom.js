// SPDX-License-Identifier: AGPL-3.0-or-later

/*
 * What the other scripts of the page share: elements, translations, requests, what the server left
 * for the page. There is no build step and no framework, so this is all there is.
 */
(function () {
	'use strict'

	const APP = 'notify_push'

	/** Translate; placeholders are written {name}. */
	function translate(text, values = {}) {
		if (typeof window.t === 'function') {
			// Values become text nodes here, so nothing may be escaped on the way.
			return window.t(APP, text, values, undefined, { escape: false, sanitize: false })
		}
		return text.replace(/{(\w+)}/g, (whole, name) => (name in values ? String(values[name]) : whole))
	}

	/**
	 * Make an element. Strings become text, never markup.
	 *
	 * @param {string} name of the element
	 * @param {object} attributes by name; null leaves one out, true sets one without a value
	 * @param {...(Node|string)} children to put inside
	 */
	function element(name, attributes = {}, ...children) {
		const made = document.createElement(name)
		for (const [key, value] of Object.entries(attributes)) {
			if (value === true) {
				made.setAttribute(key, '')
			} else if (value !== null && value !== false) {
				made.setAttribute(key, String(value))
			}
		}
		made.append(...children)
		return made
	}

	/** What the server provided with the page. */
	function initialState(name) {
		const input = document.getElementById(`initial-state-${APP}-${name}`)
		if (!input) {
			throw new Error(`the page came without its data (${name})`)
		}
		const bytes = Uint8Array.from(atob(input.value), (letter) => letter.charCodeAt(0))
		return JSON.parse(new TextDecoder().decode(bytes))
	}

	/** Long enough for a self-test that runs into each of its own time-outs. */
	const REQUEST_TIMEOUT = 90000

	async function request(method, url, body = null) {
		const headers = { requesttoken: document.head.dataset.requesttoken || '', 'OCS-APIRequest': 'true' }
		if (body !== null) {
			headers['Content-Type'] = 'application/json'
		}
		const response = await fetch(url, {
			method,
			headers,
			body: body === null ? undefined : JSON.stringify(body),
			credentials: 'same-origin',
			signal: AbortSignal.timeout(REQUEST_TIMEOUT),
		})
		if (!response.ok) {
			throw new Error(translate('Nextcloud answered {status}', { status: response.status }))
		}
		return response
	}

	async function copy(text) {
		if (navigator.clipboard) {
			await navigator.clipboard.writeText(text)
			return
		}
		// Pages without encryption have no clipboard interface.
		const area = element('textarea', { class: 'hidden-visually', readonly: true })
		area.value = text
		document.body.append(area)
		area.select()
		document.execCommand('copy')
		area.remove()
	}

	function number(value, digits = 0) {
		return Number(value).toLocaleString(document.documentElement.lang || undefined, {
			maximumFractionDigits: digits,
		})
	}

	window.NotifyPushAdmin = { translate, element, initialState, request, copy, number }
})()
