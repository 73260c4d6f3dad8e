<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\Notification;

use OCA\NotifyPush\Notification\Owners;
use OCP\App\IAppManager;
use OCP\DB\IResult;
use OCP\DB\QueryBuilder\IExpressionBuilder;
use OCP\DB\QueryBuilder\IQueryBuilder;
use OCP\IDBConnection;
use OCP\Notification\INotification;
use PHPUnit\Framework\TestCase;

class OwnersTest extends TestCase {
	private array $conditions = [];

	private function owners(bool $hasApp = true): Owners {
		$expressions = $this->createMock(IExpressionBuilder::class);
		$expressions->method('eq')->willReturnCallback(fn ($column, $value) => "$column=$value");
		$result = $this->createMock(IResult::class);
		$result->method('fetchAll')->with(\PDO::FETCH_COLUMN)->willReturn(['a', 7]);
		$builder = $this->createMock(IQueryBuilder::class);
		$builder->method('selectDistinct')->with('user')->willReturnSelf();
		$builder->method('from')->with('notifications')->willReturnSelf();
		$builder->method('expr')->willReturn($expressions);
		$builder->method('createNamedParameter')->willReturnArgument(0);
		$builder->method('executeQuery')->willReturn($result);
		$builder->method('andWhere')->willReturnCallback(function ($condition) use ($builder) {
			$this->conditions[] = $condition;
			return $builder;
		});
		$connection = $this->createMock(IDBConnection::class);
		$connection->expects($hasApp ? $this->once() : $this->never())->method('getQueryBuilder')->willReturn($builder);
		$apps = $this->createMock(IAppManager::class);
		$apps->method('isInstalled')->with('notifications')->willReturn($hasApp);
		return new Owners($connection, $apps);
	}

	private function pattern(string $app, string $type = '', string $id = '', string $subject = ''): INotification {
		$pattern = $this->createMock(INotification::class);
		$pattern->method('getApp')->willReturn($app);
		$pattern->method('getObjectType')->willReturn($type);
		$pattern->method('getObjectId')->willReturn($id);
		$pattern->method('getSubject')->willReturn($subject);
		return $pattern;
	}

	public function testByWhatIsSet(): void {
		$this->assertSame(['a', '7'], $this->owners()->of($this->pattern('calendar', 'event', '0')));
		$this->assertSame(['app=calendar', 'object_type=event', 'object_id=0'], $this->conditions);
	}

	public function testBySubject(): void {
		$this->owners()->of($this->pattern('calendar', '', '', 'reminder'));
		$this->assertSame(['app=calendar', 'subject=reminder'], $this->conditions);
	}

	public function testNobodyWithoutTheApp(): void {
		$this->assertSame([], $this->owners(false)->of($this->pattern('calendar')));
	}
}
