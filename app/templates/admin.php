<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

/** @var \OCP\IL10N $l */
?>
<div id="notify-push-admin" class="section notify-push">
	<h2><?php p($l->t('Client Push')); ?></h2>
	<p class="settings-hint">
		<?php p($l->t('Clients keep a connection to the push server and hear of changes at once. This page shows whether they do.')); ?>
	</p>
	<noscript>
		<p><?php p($l->t('This page needs JavaScript. On the command line, "occ notify_push:self-test" tells the same.')); ?></p>
	</noscript>

	<p class="notify-push__state" data-state="unknown" role="status">
		<span class="notify-push__mark" aria-hidden="true"></span>
		<span class="notify-push__state-text"><?php p($l->t('Looking …')); ?></span>
	</p>
	<dl class="notify-push__facts"></dl>

	<section aria-labelledby="notify-push-links">
		<h3 id="notify-push-links"><?php p($l->t('The way of a message')); ?></h3>
		<ol class="notify-push__hops" aria-busy="false"></ol>
		<p>
			<button type="button" class="notify-push__run"><?php p($l->t('Test all links')); ?></button>
			<span class="notify-push__run-state" role="status"></span>
		</p>
	</section>

	<section aria-labelledby="notify-push-browser">
		<h3 id="notify-push-browser"><?php p($l->t('A message to this browser')); ?></h3>
		<p><?php p($l->t('Opens a connection to the push server as a client does, sends a message to you, and waits for it.')); ?></p>
		<p><button type="button" class="notify-push__try primary"><?php p($l->t('Test now')); ?></button></p>
		<ol class="notify-push__steps" hidden></ol>
		<p class="notify-push__try-state" role="status"></p>
	</section>

	<section aria-labelledby="notify-push-numbers">
		<h3 id="notify-push-numbers"><?php p($l->t('Live numbers')); ?></h3>
		<dl class="notify-push__numbers"></dl>
		<div class="notify-push__charts"></div>
	</section>
</div>
