// SPDX-License-Identifier: AGPL-3.0-or-later

/*
 * The administration page inside a real Nextcloud: node real-admin.mjs URL USER PASSWORD
 *
 * Logs in, lets the page run its tests, and prints what it shows as JSON. It judges nothing: the
 * caller knows what is right. SCREENSHOTS names a folder for a picture.
 */

import { join } from 'node:path'
import { launch, openPage } from './lib/browser.mjs'
import { World } from './lib/processes.mjs'

const [url, user, password] = process.argv.slice(2)
const world = new World()

/** The server's own scripts are not what is tested, and a server tree may come without them. */
async function logIn(page) {
	await page.goto(`${url}/index.php/login`)
	await page.evaluate(async ([name, secret]) => {
		const requesttoken = document.head.dataset.requesttoken
		const body = new URLSearchParams({ user: name, password: secret, requesttoken })
		await fetch('/index.php/login', { method: 'POST', body, redirect: 'manual' })
	}, [user, password])
}

async function look(page) {
	const text = (name) => page.locator(`.notify-push__${name}`).innerText()
	await page.locator('.notify-push__hops[aria-busy="false"] > [data-state="pass"]').first().waitFor()
	await page.getByRole('button', { name: 'Test now' }).click()
	await page.waitForFunction(() => document.querySelector('.notify-push__try-state').textContent !== '')
	await page.getByLabel('User name').fill(user)
	await page.getByRole('button', { name: 'Look up' }).click()
	await page.waitForFunction(() => document.querySelector('.notify-push__who-state').textContent !== '')
	if (process.env.SCREENSHOTS) {
		await page.screenshot({ path: join(process.env.SCREENSHOTS, 'nextcloud.png'), fullPage: true })
	}
	return {
		state: await text('state'),
		facts: await text('facts'),
		numbers: await text('numbers'),
		run: await text('run-state'),
		arrival: await text('try-state'),
		who: await text('who-state'),
		hops: await page.locator('.notify-push__hops > li').evaluateAll((items) => Object.fromEntries(
			items.map((item) => [item.dataset.hop, item.dataset.state]),
		)),
	}
}

try {
	const context = await launch(world, { viewport: { width: 1300, height: 1500 } })
	const page = await openPage(context)
	await logIn(page)
	const answer = await page.goto(`${url}/index.php/settings/admin/notify_push`)
	const isThere = await page.locator('#notify-push-admin').count() === 1
	console.log(JSON.stringify({ status: answer.status(), isThere, ...(isThere ? await look(page) : {}) }))
} finally {
	await world.end()
}
