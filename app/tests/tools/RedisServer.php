<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\Tools;

/** A real Redis in a temporary folder, on a socket, and on a port of loopback where one is asked for. */
final class RedisServer {
	public readonly string $folder;
	public readonly string $socket;
	/** @var resource|null */
	private $process = null;

	/** @param list<string> $options further options of redis-server */
	public function __construct(
		private readonly array $options = [],
		public readonly int $port = 0,
		private readonly bool $isPortTls = false,
	) {
		$this->folder = sys_get_temp_dir() . '/notify_push_redis_' . bin2hex(random_bytes(6));
		mkdir($this->folder);
		$this->socket = $this->folder . '/redis.sock';
	}

	public static function freePort(): int {
		$probe = stream_socket_server('tcp://127.0.0.1:0');
		$port = (int)substr(strrchr(stream_socket_get_name($probe, false), ':'), 1);
		fclose($probe);
		return $port;
	}

	public function start(): self {
		$port = [$this->isPortTls ? '--tls-port' : '--port', (string)$this->port];
		$this->process = proc_open(
			['redis-server', ...$port, ...($this->isPortTls ? ['--port', '0'] : []), '--bind', '127.0.0.1',
				'--unixsocket', $this->socket, '--dir', $this->folder, '--save', '', ...$this->options],
			[['file', '/dev/null', 'r'], ['file', $this->folder . '/log', 'a'], ['file', $this->folder . '/log', 'a']],
			$pipes,
		);
		for ($tries = 0; $tries < 500; $tries++) {
			$client = @stream_socket_client('unix://' . $this->socket);
			if ($client !== false) {
				fclose($client);
				return $this;
			}
			usleep(10_000);
		}
		throw new \RuntimeException('redis-server does not start: ' . file_get_contents($this->folder . '/log'));
	}

	public function freeze(): void {
		proc_terminate($this->process, SIGSTOP);
	}

	public function thaw(): void {
		proc_terminate($this->process, SIGCONT);
	}

	public function stop(): void {
		if ($this->process !== null) {
			$this->thaw();
			proc_terminate($this->process, SIGKILL);
			proc_close($this->process);
			$this->process = null;
		}
	}

	public function remove(): void {
		$this->stop();
		array_map('unlink', array_filter(glob($this->folder . '/*'), fn (string $path) => !is_dir($path)));
		@rmdir($this->folder);
	}

	/** A connection of the test's own. */
	public function client(): \Redis {
		$redis = new \Redis();
		$redis->connect($this->socket, 0, 2);
		return $redis;
	}

	/** A subscriber to all channels, read with heard(). */
	public function listen(array|string|null $auth = null): Listener {
		return new Listener($this->socket, $auth);
	}
}
