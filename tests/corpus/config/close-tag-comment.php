<?php
$CONFIG = ['a' => 1]; // this ends here ?>
text
<?php # so does this ?>
<?php $CONFIG['b'] = 2;
