<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP\DB\QueryBuilder;

interface IQueryBuilder {
	public const PARAM_INT = 1;
	public const PARAM_STR = 2;
	public const PARAM_STR_ARRAY = 102;

	public function expr();

	public function executeQuery(?\OCP\IDBConnection $connection = null): \OCP\DB\IResult;

	public function select(...$selects);

	public function selectDistinct($select);

	public function from($from, $alias = null);

	public function where(...$predicates);

	public function andWhere(...$where);

	public function createNamedParameter($value, $type = 2, $placeHolder = null);

	public function setMaxResults($maxResults);

	public function orderBy($sort, $order = null);

	public function createFunction($call);
}
