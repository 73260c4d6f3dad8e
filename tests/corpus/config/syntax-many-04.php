<?php foreach ($a of $b) {}
