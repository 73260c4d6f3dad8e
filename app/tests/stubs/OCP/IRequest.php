<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP;

interface IRequest {

	public function getHeader(string $name): string;

	public function getParam(string $key, $default = null);

	public function getRemoteAddress(): string;

	public function getServerProtocol(): string;

	public function getServerHost(): string;
}
