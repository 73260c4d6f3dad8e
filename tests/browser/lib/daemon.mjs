// SPDX-License-Identifier: AGPL-3.0-or-later

/* The push server under test, with a database of its own; PUSH_DAEMON names the program. */

import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { Program, freePort, isListening, until } from './processes.mjs'

const TABLES = `
	CREATE TABLE oc_mounts (id INTEGER PRIMARY KEY, storage_id INTEGER, root_id INTEGER, user_id TEXT, mount_point TEXT);
	CREATE TABLE oc_filecache (fileid INTEGER PRIMARY KEY, storage INTEGER, path TEXT, path_hash TEXT);
	INSERT INTO oc_filecache VALUES (10, 1, '', 'd41d8cd98f00b204e9800998ecf8427e');
	INSERT INTO oc_mounts VALUES (1, 1, 10, 'admin', '/admin/');
`

export class Daemon {

	constructor(world, redis, nextcloud, options = []) {
		this.redis = redis
		this.nextcloud = nextcloud
		this.options = options
		this.database = join(world.folder, `nextcloud-${Date.now()}.db`)
		execFileSync('php', ['-r', '(new PDO("sqlite:" . $argv[1]))->exec($argv[2]);', this.database, TABLES])
		world.add(this)
	}

	async start() {
		this.port ??= await freePort()
		this.program = new Program(process.env.PUSH_DAEMON, [
			'--redis-url', `redis+unix://${this.redis.socketPath}`, '--database-url', `sqlite://${this.database}`,
			'--nextcloud-url', this.nextcloud.url, '--bind', '127.0.0.1', '--port', String(this.port), '--log-level', 'debug',
			...this.options,
		])
		await until(async () => {
			if (!this.program.isRunning()) {
				throw new Error(`the push server ended: ${this.program.output}`)
			}
			return await this.redis.command('PUBLISH', 'notify_test_cookie', '1') > 0 && isListening(this.port)
		}, 'push server')
		return this
	}

	async stop(signal) {
		await this.program?.stop(signal)
	}

}
