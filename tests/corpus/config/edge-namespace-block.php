<?php
namespace Foo {
  $CONFIG = ['in' => 'block', 'n' => \strlen('x'), 'c' => \PHP_INT_SIZE];
}
