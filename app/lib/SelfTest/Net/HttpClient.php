<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\SelfTest\Net;

use OCP\ICertificateManager;
use OCP\IConfig;

/**
 * A small HTTP client for the tests.
 *
 * The server's own client is made to hide what happens on the wire and refuses local addresses;
 * a self-test wants the opposite: Unix sockets, another address for a known name, no redirects
 * followed, and to know whether name, connection, certificate or time-out was the trouble.
 * The outgoing proxy and the certificate bundle of Nextcloud are respected.
 */
class HttpClient {
	private const BODY_LIMIT = 65536;

	private const KINDS = [
		CURLE_COULDNT_RESOLVE_HOST => Failure::RESOLVE,
		CURLE_COULDNT_RESOLVE_PROXY => Failure::RESOLVE,
		CURLE_COULDNT_CONNECT => Failure::CONNECT,
		CURLE_OPERATION_TIMEOUTED => Failure::TIMEOUT,
		CURLE_SSL_CONNECT_ERROR => Failure::TLS,
		CURLE_SSL_PEER_CERTIFICATE => Failure::TLS,
		CURLE_SSL_CACERT => Failure::TLS,
		CURLE_SSL_CACERT_BADFILE => Failure::TLS,
		CURLE_SSL_CERTPROBLEM => Failure::TLS,
		CURLE_SSL_CIPHER => Failure::TLS,
	];

	public function __construct(
		private IConfig $config,
		private ICertificateManager $certificates,
	) {
	}

	/**
	 * @param array<string, string> $headers
	 * @param float $timeout seconds for the whole exchange
	 * @throws Failure when there is no complete answer
	 */
	public function request(
		string $method,
		string $url,
		array $headers = [],
		?Route $route = null,
		float $timeout = 5.0,
	): HttpReply {
		$received = [];
		$body = '';
		$curl = curl_init();
		curl_setopt_array($curl, $this->options($method, $url, $headers, $route ?? Route::direct(), $timeout));
		curl_setopt($curl, CURLOPT_HEADERFUNCTION, function ($curl, string $line) use (&$received): int {
			self::takeHeader($received, $line);
			return strlen($line);
		});
		curl_setopt($curl, CURLOPT_WRITEFUNCTION, function ($curl, string $data) use (&$body): int {
			$body .= substr($data, 0, self::BODY_LIMIT - strlen($body));
			// Enough was read: stop the transfer instead of swallowing a download.
			return strlen($body) < self::BODY_LIMIT ? strlen($data) : 0;
		});
		curl_exec($curl);
		$code = curl_errno($curl);
		if ($code !== 0 && !($code === CURLE_WRITE_ERROR && $body !== '')) {
			$isSocket = $code === CURLE_COULDNT_CONNECT && $route?->socket !== null;
			// What curl says about a socket names the host of the URL, which nobody connected to.
			$message = $isSocket ? "Could not connect to {$route->socket}" : curl_error($curl);
			throw new Failure(self::KINDS[$code] ?? Failure::PROTOCOL, $message);
		}
		return new HttpReply((int)curl_getinfo($curl, CURLINFO_RESPONSE_CODE), $received, $body);
	}

	/**
	 * @param array<string, string> $headers
	 */
	private function options(string $method, string $url, array $headers, Route $route, float $timeout): array {
		$lines = [];
		foreach ($headers as $name => $value) {
			$lines[] = "$name: $value";
		}
		$options = [
			CURLOPT_URL => $url,
			CURLOPT_CUSTOMREQUEST => $method,
			CURLOPT_HTTPHEADER => $lines,
			CURLOPT_HTTP_VERSION => CURL_HTTP_VERSION_1_1,
			CURLOPT_PROTOCOLS => CURLPROTO_HTTP | CURLPROTO_HTTPS,
			CURLOPT_FOLLOWLOCATION => false,
			CURLOPT_CONNECTTIMEOUT_MS => (int)($timeout * 1000),
			CURLOPT_TIMEOUT_MS => (int)($timeout * 1000),
			CURLOPT_NOSIGNAL => true,
			CURLOPT_USERAGENT => 'Nextcloud Client Push self-test',
			CURLOPT_SSL_VERIFYPEER => $route->verify,
			CURLOPT_SSL_VERIFYHOST => $route->verify ? 2 : 0,
			CURLOPT_PROXY => '',
		];
		$bundle = $this->certificates->getAbsoluteBundlePath();
		if ($bundle !== '' && is_file($bundle)) {
			$options[CURLOPT_CAINFO] = $bundle;
		}
		if ($route->socket !== null) {
			$options[CURLOPT_UNIX_SOCKET_PATH] = $route->socket;
		} elseif ($route->address !== null) {
			$options[CURLOPT_CONNECT_TO] = ['::' . $route->address];
		} else {
			$options = $this->proxyOptions() + $options;
		}
		return $options;
	}

	private function proxyOptions(): array {
		$proxy = $this->config->getSystemValueString('proxy', '');
		if ($proxy === '') {
			return [];
		}
		$exclude = (array)$this->config->getSystemValue('proxyexclude', []);
		return [
			CURLOPT_PROXY => $proxy,
			CURLOPT_PROXYUSERPWD => $this->config->getSystemValueString('proxyuserpwd', ''),
			CURLOPT_NOPROXY => implode(',', [...$exclude, 'localhost', '127.0.0.1', '::1']),
		];
	}

	/**
	 * @param array<string, string> $headers
	 */
	private static function takeHeader(array &$headers, string $line): void {
		if (str_starts_with($line, 'HTTP/')) {
			$headers = [];
			return;
		}
		[$name, $value] = explode(':', $line, 2) + [1 => null];
		if ($value === null) {
			return;
		}
		$name = strtolower(trim($name));
		$headers[$name] = isset($headers[$name]) ? $headers[$name] . ', ' . trim($value) : trim($value);
	}
}
