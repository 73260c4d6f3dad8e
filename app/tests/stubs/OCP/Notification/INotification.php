<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP\Notification;

interface INotification {

	public function getApp(): string;

	public function getUser(): string;

	public function getObjectType(): string;

	public function getObjectId(): string;

	public function getSubject(): string;
}
