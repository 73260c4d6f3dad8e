<?php
declare(strict_types=1);

namespace Foo\Bar;

use OC\Config as C, OCP\IConfig;
use function strlen;
use const PHP_EOL;
use A\{B, C\D as E};

$CONFIG = ['ns' => \strlen('abc'), 'eol' => \PHP_EOL, 'true' => \true, 'x' => \E_ALL];
