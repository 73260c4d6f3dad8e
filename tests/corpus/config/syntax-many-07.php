<?php function f(5) {}
