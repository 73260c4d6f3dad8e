<?php $x = "open
