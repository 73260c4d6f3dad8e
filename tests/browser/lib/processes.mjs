// SPDX-License-Identifier: AGPL-3.0-or-later

/* Servers of a test: started in a temporary folder, stopped one by one when the test ends. */

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const here = fileURLToPath(new URL('..', import.meta.url))

export async function until(condition, what, timeout = 10000) {
	const end = Date.now() + timeout
	for (;;) {
		const value = await condition()
		if (value) {
			return value
		}
		if (Date.now() > end) {
			throw new Error(`${what}: not within ${timeout} ms`)
		}
		await new Promise((resolve) => setTimeout(resolve, 20))
	}
}

export function freePort() {
	return new Promise((resolve, reject) => {
		const server = net.createServer().listen(0, '127.0.0.1', () => {
			const { port } = server.address()
			server.close(() => resolve(port))
		})
		server.on('error', reject)
	})
}

export function isListening(port) {
	return new Promise((resolve) => {
		const socket = net.connect(port, '127.0.0.1', () => {
			socket.destroy()
			resolve(true)
		}).on('error', () => resolve(false))
	})
}

/** A program with its output kept. */
export class Program {

	constructor(command, args, options = {}) {
		this.output = ''
		this.child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'], ...options })
		for (const stream of [this.child.stdout, this.child.stderr]) {
			stream.on('data', (data) => {
				this.output += data
			})
		}
	}

	isRunning() {
		return this.child.exitCode === null && this.child.signalCode === null
	}

	async stop(signal = 'SIGTERM') {
		if (this.isRunning()) {
			const end = once(this.child, 'exit')
			this.child.kill(signal)
			const late = setTimeout(() => this.child.kill('SIGKILL'), 8000)
			await end
			clearTimeout(late)
		}
	}

}

/** A Redis of our own on a Unix socket, and as much of its protocol as the tests speak. */
export class Redis {

	constructor(folder) {
		this.socketPath = join(folder, 'redis.sock')
		this.program = new Program('redis-server', [
			'--port', '0', '--unixsocket', this.socketPath, '--save', '', '--dir', folder,
		])
	}

	async start() {
		await until(() => existsSync(this.socketPath), 'redis-server')
	}

	command(...words) {
		return new Promise((resolve, reject) => {
			const socket = net.connect(this.socketPath)
			let answer = ''
			socket.on('error', reject)
			socket.on('data', (data) => {
				answer += data
				const value = Redis.parse(answer)
				if (value !== undefined) {
					socket.destroy()
					value instanceof Error ? reject(value) : resolve(value)
				}
			})
			const parts = words.map((word) => `$${Buffer.byteLength(String(word))}\r\n${word}\r\n`)
			socket.write(`*${words.length}\r\n${parts.join('')}`)
		})
	}

	static parse(text) {
		const end = text.indexOf('\r\n')
		if (end < 0) {
			return undefined
		}
		const head = text.slice(1, end)
		switch (text[0]) {
		case '+': return head
		case '-': return new Error(head)
		case ':': return Number(head)
		case '$': {
			if (head === '-1') {
				return null
			}
			const body = Buffer.from(text.slice(end + 2))
			return body.length >= Number(head) + 2 ? body.subarray(0, Number(head)).toString() : undefined
		}
		default: return new Error(`what is ${text}?`)
		}
	}

	publish(channel, message) {
		return this.command('PUBLISH', channel, JSON.stringify(message))
	}

}

/** Everything of one test file, stopped in the reverse order. */
export class World {

	constructor() {
		this.folder = mkdtempSync(join(tmpdir(), 'push-browser-'))
		this.stops = []
	}

	add(thing) {
		this.stops.push(() => thing.stop())
		return thing
	}

	async startRedis() {
		const redis = new Redis(this.folder)
		this.add(redis.program)
		await redis.start()
		return redis
	}

	async end() {
		for (const stop of this.stops.reverse()) {
			await stop()
		}
		rmSync(this.folder, { recursive: true, force: true })
	}

}
