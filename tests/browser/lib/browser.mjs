// SPDX-License-Identifier: AGPL-3.0-or-later

/* Headless Chromium with a profile of its own, and pages whose errors fail the test. */

import { join } from 'node:path'
import { chromium } from 'playwright-core'

const FLAGS = [
	'--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
	'--disable-component-update', '--disable-sync',
	// Certificates are made by the tests.
	'--ignore-certificate-errors',
]

export async function launch(world, options = {}) {
	const context = await chromium.launchPersistentContext(join(world.folder, `profile-${Date.now()}`), {
		executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
		headless: true,
		args: FLAGS,
		...options,
	})
	world.add({ stop: () => context.close() })
	return context
}

/** A page that remembers everything that went wrong in it. */
export async function openPage(context) {
	const page = await context.newPage()
	page.problems = []
	page.on('pageerror', (error) => page.problems.push(String(error)))
	page.on('console', (message) => {
		if (message.type() === 'error') {
			page.problems.push(message.text())
		}
	})
	return page
}
