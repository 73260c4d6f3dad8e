<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP\DB\QueryBuilder;

interface IExpressionBuilder {

	public function eq($x, $y, $type = null): string;

	public function in($x, $y, $type = null): string;
}
