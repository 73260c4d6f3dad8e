<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Wizard;

/** The ways to keep a program running, and what each has to be told. */
enum Service: string {
	case Systemd = 'systemd';
	case OpenRC = 'openrc';
	case Container = 'container';
	case Plain = 'plain';

	public function label(): string {
		return match ($this) {
			self::Systemd => 'a systemd unit',
			self::OpenRC => 'an OpenRC service',
			self::Container => 'a container of its own',
			self::Plain => 'a plain command',
		};
	}

	/** Where the lines go; null where they are no file. */
	public function file(): ?string {
		return match ($this) {
			self::Systemd => '/etc/systemd/system/notify_push.service',
			self::OpenRC => '/etc/init.d/notify_push',
			self::Container => 'compose.yaml',
			self::Plain => null,
		};
	}

	/** @return list<string> what to put there, or to run */
	public function lines(ServicePlan $plan): array {
		return match ($this) {
			self::Systemd => self::systemd($plan),
			self::OpenRC => self::openrc($plan),
			self::Container => self::container($plan),
			self::Plain => self::plain($plan),
		};
	}

	/** @return list<string> what to type afterwards, as root */
	public function start(): array {
		return match ($this) {
			self::Systemd => ['systemctl daemon-reload', 'systemctl enable --now notify_push'],
			self::OpenRC => [
				'chmod +x /etc/init.d/notify_push', 'rc-update add notify_push default', 'rc-service notify_push start',
			],
			self::Container => ['docker compose up -d notify_push'],
			self::Plain => [],
		};
	}

	/** Is it running? */
	public function status(): string {
		return match ($this) {
			self::Systemd => 'systemctl status notify_push',
			self::OpenRC => 'rc-service notify_push status',
			self::Container => 'docker compose ps notify_push',
			self::Plain => 'pgrep -a notify_push',
		};
	}

	/** What did it say last? */
	public function log(): string {
		return match ($this) {
			self::Systemd => 'journalctl -u notify_push -n 50',
			self::OpenRC => 'grep notify_push /var/log/messages | tail -n 50   # or see output_log in /etc/init.d/notify_push',
			self::Container => 'docker compose logs --tail 50 notify_push',
			self::Plain => '# it is where you sent its output',
		};
	}

	public function restart(): string {
		return match ($this) {
			self::Systemd => 'systemctl restart notify_push',
			self::OpenRC => 'rc-service notify_push restart',
			self::Container => 'docker compose restart notify_push',
			self::Plain => 'pkill -x notify_push   # then start it again',
		};
	}

	/** Which environment is it given? */
	public function environment(): string {
		return match ($this) {
			self::Systemd => 'systemctl cat notify_push',
			self::OpenRC => 'cat /etc/init.d/notify_push /etc/conf.d/notify_push',
			self::Container => 'docker compose config notify_push',
			self::Plain => 'tr "\\0" "\\n" </proc/$(pgrep -xo notify_push)/environ',
		};
	}

	private static function systemd(ServicePlan $plan): array {
		$command = implode(' ', array_map(self::systemdWord(...), $plan->command()));
		$folder = $plan->runtimeFolder();
		return [
			'[Unit]',
			'Description=Push server for the clients of Nextcloud',
			'After=network-online.target redis-server.service redis.service mariadb.service mysql.service postgresql.service',
			'Wants=network-online.target',
			'',
			'[Service]',
			'Type=notify',
			"User={$plan->user}",
			"Group={$plan->group}",
			"ExecStart=$command",
			...($folder !== null ? ['RuntimeDirectory=' . preg_replace('#^(?:/var)?/run/#', '', $folder)] : []),
			'Restart=always',
			'RestartSec=5',
			...($plan->feedsWatchdog ? ['WatchdogSec=30'] : []),
			'LimitNOFILE=1048576',
			'NoNewPrivileges=yes',
			'ProtectSystem=full',
			'',
			'[Install]',
			'WantedBy=multi-user.target',
		];
	}

	private static function openrc(ServicePlan $plan): array {
		[$program, $arguments] = [$plan->command()[0], array_slice($plan->command(), 1)];
		$owner = "{$plan->user}:{$plan->group}";
		$folder = $plan->runtimeFolder();
		return [
			'#!/sbin/openrc-run',
			'description="Push server for the clients of Nextcloud"',
			'supervisor=supervise-daemon',
			'command=' . Shell::word($program),
			'command_args=' . Shell::word(Shell::line($arguments)),
			"command_user=\"$owner\"",
			'respawn_delay=5',
			'rc_ulimit="-n 65536"',
			'',
			'depend() {',
			"\tneed net",
			"\tafter redis mariadb mysql postgresql",
			'}',
			...($folder !== null ? ['', 'start_pre() {', "\tcheckpath --directory --owner $owner $folder", '}'] : []),
		];
	}

	private static function container(ServicePlan $plan): array {
		$command = array_values(array_filter($plan->command(), fn (string $word) => $word !== '--bind'));
		if (!$plan->listen->isUnix()) {
			// Neighbours have to reach it: on every address of its container, not on the loopback one.
			unset($command[array_search((string)$plan->listen->host, $command, true)]);
		}
		$server = dirname($plan->configFile, 2);
		return [
			'services:',
			'  notify_push:',
			'    image: nextcloud           # the image that your Nextcloud runs',
			'    entrypoint: ' . json_encode(array_values($command), JSON_UNESCAPED_SLASHES),
			"    user: {$plan->user}",
			'    restart: unless-stopped',
			'    environment:',
			'      NEXTCLOUD_URL: http://app   # the name of the container that serves Nextcloud; a trusted domain',
			'    volumes:',
			"      - nextcloud:$server:ro   # the volume of your Nextcloud",
		];
	}

	private static function plain(ServicePlan $plan): array {
		$command = Shell::line($plan->command());
		return [
			"# as {$plan->user}, in the background:",
			"nohup $command >/dev/null 2>&1 &",
			"# and after each start of the machine, with crontab -e -u {$plan->user}:",
			"@reboot $command >/dev/null 2>&1",
		];
	}

	private static function systemdWord(string $word): string {
		$word = str_replace(['\\', '"', '%', '$'], ['\\\\', '\\"', '%%', '$$'], $word);
		return preg_match('#^[\w/.:%@+\[\]$-]+$#', $word) === 1 ? $word : "\"$word\"";
	}
}
