<?php
# $CONFIG = array('wrong' => true);
/* $CONFIG = 'also wrong'; */
// $CONFIG ?
/**/
/***/
$CONFIG /* here */ = /* and here */ array( # start
  'key' /* k */ => /* v */ 'value', // end
  /** doc **/
); // done
