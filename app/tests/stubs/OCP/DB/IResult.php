<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP\DB;

interface IResult {

	public function closeCursor(): bool;

	public function fetch(int $fetchMode = 2);

	public function fetchAll(int $fetchMode = 2): array;

	public function fetchOne();
}
