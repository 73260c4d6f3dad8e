<?php $CONFIG = ['dbtype'=>'mysql','dbhost'=>'127.0.0.1:3307','installed'=>true];
