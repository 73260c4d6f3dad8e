<?php class X { function f() { "{$x}"; `ls`;
