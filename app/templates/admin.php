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

	<section class="notify-push__begin" aria-labelledby="notify-push-begin" hidden>
		<h3 id="notify-push-begin"><?php p($l->t('How to begin')); ?></h3>
		<p><?php p($l->t('One command leads through the set-up, tests every link, and tells clients the address.')); ?></p>
		<div class="notify-push__command"></div>
		<p><?php p($l->t('Run it in the folder of Nextcloud. It can be stopped at any time, and goes on where it stopped.')); ?></p>
	</section>

	<section class="notify-push__after" aria-labelledby="notify-push-links" hidden>
		<h3 id="notify-push-links"><?php p($l->t('The way of a message')); ?></h3>
		<p class="notify-push__action">
			<button type="button" class="notify-push__run"><?php p($l->t('Test all links')); ?></button>
			<span class="notify-push__run-state" role="status"></span>
		</p>
		<ol class="notify-push__hops" aria-busy="false"></ol>
	</section>

	<section class="notify-push__after" aria-labelledby="notify-push-browser" hidden>
		<h3 id="notify-push-browser"><?php p($l->t('A message to this browser')); ?></h3>
		<p><?php p($l->t('Opens a connection to the push server as a client does, sends a message to you, and waits for it.')); ?></p>
		<p class="notify-push__action">
			<button type="button" class="notify-push__try primary"><?php p($l->t('Test now')); ?></button>
			<span class="notify-push__try-state" role="status"></span>
		</p>
		<ol class="notify-push__steps" hidden></ol>
	</section>

	<section class="notify-push__after" aria-labelledby="notify-push-user" hidden>
		<h3 id="notify-push-user"><?php p($l->t('The connections of a user')); ?></h3>
		<p><?php p($l->t('Nothing arrives at somebody? See whether their clients are connected.')); ?></p>
		<form class="notify-push__action notify-push__who">
			<label class="hidden-visually" for="notify-push-who"><?php p($l->t('User name')); ?></label>
			<input type="text" id="notify-push-who" name="user" autocomplete="off" autocapitalize="none" spellcheck="false" required
				placeholder="<?php p($l->t('User name')); ?>">
			<button type="submit"><?php p($l->t('Look up')); ?></button>
			<span class="notify-push__who-state" role="status"></span>
		</form>
	</section>

	<section class="notify-push__live" aria-labelledby="notify-push-numbers" hidden>
		<h3 id="notify-push-numbers"><?php p($l->t('Live numbers')); ?></h3>
		<dl class="notify-push__numbers"></dl>
		<div class="notify-push__charts"></div>
	</section>
</div>
