hello
<?php
$CONFIG = ['text' => 'before'];
?>
and after
<?php $CONFIG['more'] = 1 ?>
<?= $CONFIG['more'] ?>
tail
