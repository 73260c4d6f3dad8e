<?php $x->5;
