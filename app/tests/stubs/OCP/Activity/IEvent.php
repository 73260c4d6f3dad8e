<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP\Activity;

interface IEvent {

	public function setAffectedUser(string $affectedUser): self;

	public function getAffectedUser(): string;
}
