<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\AppInfo;

use OCA\NotifyPush\AnonymousSessionManager;
use OCA\NotifyPush\Capabilities;
use OCA\NotifyPush\Event\ActivityConsumer;
use OCA\NotifyPush\Event\Ancestors;
use OCA\NotifyPush\Event\Collector;
use OCA\NotifyPush\IAnonymousSessionManager;
use OCA\NotifyPush\Listener\CspListener;
use OCA\NotifyPush\Listener\GroupListener;
use OCA\NotifyPush\Listener\MountListener;
use OCA\NotifyPush\Listener\ShareHook;
use OCA\NotifyPush\Listener\ShareListener;
use OCA\NotifyPush\Listener\StorageListener;
use OCA\NotifyPush\Listener\TeamListener;
use OCA\NotifyPush\Listener\UserListener;
use OCA\NotifyPush\Notification\App as NotificationApp;
use OCA\NotifyPush\Notification\Notifier;
use OCA\NotifyPush\Queue\IBatchQueue;
use OCA\NotifyPush\Queue\IQueue;
use OCA\NotifyPush\Queue\QueueFactory;
use OCA\NotifyPush\SetupCheck\ClientPush;
use OCP\Activity\IManager as IActivityManager;
use OCP\AppFramework\App;
use OCP\AppFramework\Bootstrap\IBootContext;
use OCP\AppFramework\Bootstrap\IBootstrap;
use OCP\AppFramework\Bootstrap\IRegistrationContext;
use OCP\Notification\IManager as INotificationManager;
use Psr\Container\ContainerInterface;
use Psr\Log\LoggerInterface;

/**
 * Plugs the app in.
 *
 * This runs in every request, so it only names classes: nothing is loaded, built or connected before it is needed.
 */
class Application extends App implements IBootstrap {
	public const APP_ID = 'notify_push';

	/** Events by their names: those that the running server does not have never happen. */
	private const LISTENERS = [
		StorageListener::class => [
			'OCP\Files\Cache\CacheEntryInsertedEvent',
			'OCP\Files\Cache\CacheEntryUpdatedEvent',
			'OCP\Files\Cache\CacheEntryRemovedEvent',
			'OCP\Files\Cache\CacheEntriesRemovedEvent',
		],
		GroupListener::class => [
			'OCP\Group\Events\UserAddedEvent',
			'OCP\Group\Events\UserRemovedEvent',
			'OCP\Group\Events\BeforeGroupDeletedEvent',
			'OCP\Group\Events\GroupDeletedEvent',
		],
		ShareListener::class => [
			'OCP\Share\Events\ShareCreatedEvent',
			'OCP\Share\Events\BeforeShareDeletedEvent',
			'OCP\Share\Events\ShareDeletedEvent',
			'OCP\Share\Events\ShareDeletedFromSelfEvent',
			'OCP\Share\Events\ShareAcceptedEvent',
			ShareListener::MOVED,
			ShareListener::TRANSFERRED,
			ShareListener::ACCESS_UPDATED,
		],
		TeamListener::class => [
			TeamListener::JOINED,
			TeamListener::LEFT,
		],
		UserListener::class => [
			'OCP\User\Events\BeforeUserDeletedEvent',
			'OCP\User\Events\UserDeletedEvent',
		],
		MountListener::class => [
			'OCP\Files\Config\Event\UserMountAddedEvent',
			'OCP\Files\Config\Event\UserMountRemovedEvent',
			'OCP\Files\Config\Event\UserMountUpdatedEvent',
			'OCP\Files\Events\InvalidateMountCacheEvent',
		],
		CspListener::class => [
			'OCP\Security\CSP\AddContentSecurityPolicyEvent',
		],
	];

	public function __construct(array $urlParams = []) {
		parent::__construct(self::APP_ID, $urlParams);
	}

	public function register(IRegistrationContext $context): void {
		$context->registerService(IBatchQueue::class, fn (ContainerInterface $c) => $c->get(QueueFactory::class)->create());
		$context->registerServiceAlias(IQueue::class, IBatchQueue::class);
		$context->registerService(Collector::class, fn (ContainerInterface $c) => new Collector(
			$c->get(IBatchQueue::class),
			$c->get(Ancestors::class),
			$c->get(LoggerInterface::class),
			PHP_SAPI === 'cli',
		));
		$context->registerServiceAlias(IAnonymousSessionManager::class, AnonymousSessionManager::class);

		foreach (self::LISTENERS as $listener => $events) {
			foreach ($events as $event) {
				$context->registerEventListener($event, $listener);
			}
		}
		$context->registerCapability(Capabilities::class);
		$context->registerNotifierService(Notifier::class);
		$context->registerSetupCheck(ClientPush::class);
	}

	public function boot(IBootContext $context): void {
		$context->injectFn(function (IActivityManager $activities, INotificationManager $notifications) use ($context): void {
			$activities->registerConsumer(fn () => $context->getAppContainer()->get(ActivityConsumer::class));
			$notifications->registerApp(NotificationApp::class);
		});
		ShareHook::register();
	}
}
