<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP\Share;

interface IShare {
	public const TYPE_USER = 0;
	public const TYPE_GROUP = 1;
	public const TYPE_USERGROUP = 2;
	public const TYPE_LINK = 3;
	public const TYPE_EMAIL = 4;
	public const TYPE_REMOTE = 6;
	public const TYPE_CIRCLE = 7;
	public const TYPE_ROOM = 10;
	public const TYPE_DECK = 12;

	public function getFullId();

	public function getNode();

	public function setNodeId($fileId);

	public function setShareType($shareType);

	public function getShareType();

	public function setSharedWith($sharedWith);

	public function getSharedWith();

	public function setSharedBy($sharedBy);

	public function getSharedBy();

	public function setShareOwner($shareOwner);

	public function getShareOwner();
}
