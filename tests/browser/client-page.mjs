// SPDX-License-Identifier: AGPL-3.0-or-later

/* Runs in the browser: the published client library, and a record of everything that it reports. */

import { getSupportedTypes, listen } from '@nextcloud/notify_push'

window.received = []
window.supported = getSupportedTypes()
window.listenTo = (name, options) => listen(name, (event, body) => {
	window.received.push({ event, body, at: Date.now() })
}, options)
