// SPDX-License-Identifier: AGPL-3.0-or-later

/*
 * Small line charts of the last minutes. The drawing is for the eye; the same numbers stand in the
 * heading of the chart and in a table beneath it for everybody else.
 */
(function () {
	'use strict'

	const { element, translate, number } = window.NotifyPushAdmin
	const SVG = 'http://www.w3.org/2000/svg'
	const WIDTH = 300
	const HEIGHT = 80
	const TABLE_ROWS = 12

	/** 1, 2, 5, 10, 20 …: the first that the values fit under. */
	function roundUp(value) {
		if (!(value > 0)) {
			return 1
		}
		const power = 10 ** Math.floor(Math.log10(value))
		return [1, 2, 5, 10].map((step) => step * power).find((step) => step >= value)
	}

	class Chart {

		/**
		 * @param {object} options what to show
		 * @param {string} options.title above the chart
		 * @param {string} options.unit behind numbers, may be empty
		 * @param {number} options.digits behind the decimal point
		 * @param {number} options.span seconds from the left to the right edge
		 * @param {{key: string, label: string}[]} options.series one line each
		 */
		constructor(options) {
			this.options = options
			this.samples = []
			this.now = element('span', { class: 'notify-push__chart-now' })
			this.top = element('span', { class: 'notify-push__chart-top', 'aria-hidden': 'true' })
			this.drawing = document.createElementNS(SVG, 'svg')
			this.drawing.setAttribute('viewBox', `0 0 ${WIDTH} ${HEIGHT}`)
			this.drawing.setAttribute('preserveAspectRatio', 'none')
			this.drawing.setAttribute('role', 'img')
			this.body = element('tbody')
			this.figure = this.build()
			this.draw()
		}

		/** @param {object} values by key of the series; null where one is unknown */
		add(values, time = Date.now()) {
			this.samples.push({ time, values })
			this.samples = this.samples.filter((sample) => time - sample.time <= this.options.span * 1000)
			this.draw()
		}

		build() {
			const { title, series, span } = this.options
			const many = series.length > 1
			const head = series.map(({ label }) => element('th', { scope: 'col' }, label))
			const table = element(
				'table', {},
				element('thead', {}, element('tr', {}, element('th', { scope: 'col' }, translate('Time')), ...head)),
				this.body,
			)
			return element(
				'figure', { class: 'notify-push__chart' },
				element('figcaption', {}, element('span', {}, title), this.now),
				element('div', { class: 'notify-push__plot' }, this.top, this.drawing),
				element(
					'div', { class: 'notify-push__axis', 'aria-hidden': 'true' },
					element('span', {}, translate('{minutes} min ago', { minutes: Math.round(span / 60) })),
					element('span', {}, translate('now')),
				),
				...(many ? [this.legend()] : []),
				element('details', {}, element('summary', {}, translate('As a table')), table),
			)
		}

		/** With the latest values, which a chart of one line has in its heading. */
		legend() {
			this.latest = this.options.series.map(() => element('b'))
			return element('ul', { class: 'notify-push__legend', 'aria-hidden': 'true' }, ...this.options.series.map(
				({ label }, index) => element('li', { 'data-series': index }, label, this.latest[index]),
			))
		}

		format(value) {
			const { unit, digits } = this.options
			return value === null || value === undefined ? '–' : number(value, digits) + (unit ? ' ' + unit : '')
		}

		draw() {
			const { series, title } = this.options
			const all = this.samples.flatMap(({ values }) => series.map(({ key }) => values[key] ?? 0))
			const top = roundUp(Math.max(0, ...all))
			this.drawing.replaceChildren(this.grid(), ...series.map(({ key }, index) => this.line(key, index, top)))
			const last = this.samples[this.samples.length - 1]
			const texts = series.map(({ key, label }) => {
				const value = this.format(last ? last.values[key] : null)
				return series.length > 1 ? `${label}: ${value}` : value
			})
			this.top.textContent = this.format(top)
			if (series.length > 1) {
				series.forEach(({ key }, index) => {
					this.latest[index].textContent = this.format(last ? last.values[key] : null)
				})
			} else {
				this.now.textContent = texts[0]
			}
			this.drawing.setAttribute('aria-label', `${title}: ${texts.join(', ')}`)
			this.fillTable()
		}

		grid() {
			const path = document.createElementNS(SVG, 'path')
			path.setAttribute('class', 'notify-push__grid')
			path.setAttribute('d', `M0 1H${WIDTH}M0 ${HEIGHT / 2}H${WIDTH}M0 ${HEIGHT - 1}H${WIDTH}`)
			return path
		}

		line(key, index, top) {
			const end = this.samples.length > 0 ? this.samples[this.samples.length - 1].time : 0
			let text = ''
			let isDrawing = false
			for (const { time, values } of this.samples) {
				const value = values[key]
				if (value === null || value === undefined) {
					isDrawing = false
					continue
				}
				const x = WIDTH - ((end - time) / 1000 / this.options.span) * WIDTH
				const y = HEIGHT - 1 - (value / top) * (HEIGHT - 3)
				text += `${isDrawing ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`
				// A lone point gets a short dash, or it would not be seen.
				text += isDrawing ? '' : 'h0.5'
				isDrawing = true
			}
			const path = document.createElementNS(SVG, 'path')
			path.setAttribute('class', 'notify-push__line')
			path.setAttribute('data-series', index)
			path.setAttribute('d', text)
			return path
		}

		fillTable() {
			const rows = this.samples.slice(-TABLE_ROWS).reverse().map(({ time, values }) => element(
				'tr', {},
				element('th', { scope: 'row' }, new Date(time).toLocaleTimeString(document.documentElement.lang || undefined)),
				...this.options.series.map(({ key }) => element('td', {}, this.format(values[key]))),
			))
			this.body.replaceChildren(...rows)
		}

	}

	window.NotifyPushAdmin.Chart = Chart
})()
